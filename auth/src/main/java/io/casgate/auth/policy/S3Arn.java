package io.casgate.auth.policy;

/** The names that policies have for buckets and objects. */
public final class S3Arn {
    private static final String PREFIX = "arn:aws:s3:::";

    private S3Arn() {}

    public static String bucket(String bucket) {
        return PREFIX + bucket;
    }

    /** The name of what is stored under a key, which is not encoded. */
    public static String object(String bucket, String key) {
        return PREFIX + bucket + "/" + key;
    }
}
