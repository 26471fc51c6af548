package io.casgate.gateway.s3.request;

import io.casgate.gateway.s3.error.S3Error;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The names that new buckets may have.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">AWS: general purpose
 *     bucket naming rules</a>
 */
public final class BucketName {
    private static final Pattern LABELS =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
    private static final Pattern IPV4 = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
    private static final List<String> RESERVED_PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
    private static final List<String> RESERVED_SUFFIXES =
            List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

    private BucketName() {}

    /**
     * The name, when a new bucket may have it.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception InvalidBucketName
     */
    public static String requireValid(String name) {
        boolean valid = name.length() >= 3
                && name.length() <= 63
                && LABELS.matcher(name).matches()
                && !IPV4.matcher(name).matches()
                && RESERVED_PREFIXES.stream().noneMatch(name::startsWith)
                && RESERVED_SUFFIXES.stream().noneMatch(name::endsWith);
        if (!valid) {
            throw S3Error.INVALID_BUCKET_NAME.exception().with("BucketName", name);
        }
        return name;
    }
}
