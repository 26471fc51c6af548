package io.casgate.gateway.s3.request;

import io.casgate.gateway.s3.error.S3Error;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a request is about.
 *
 * @param bucket null when it is about the service as a whole
 * @param key null when it is about the bucket; never empty, and never without a bucket
 */
public record Target(@Nullable String bucket, @Nullable String key) {
    /**
     * Finds bucket and key in the path ({@code /bucket/key}), or in host and path when the host is {@code
     * bucket.domain}. The path is decoded once and otherwise taken as it is: '//', '.' and '..' are parts of keys.
     *
     * @param domains lower case
     */
    public static Target resolve(@Nullable String host, String rawPath, List<String> domains) {
        String path = PercentEncoding.decodePath(rawPath);
        if (path == null || !path.startsWith("/")) {
            throw S3Error.INVALID_URI.exception();
        }
        String rest = path.substring(1);
        String bucketInHost = host == null ? null : bucketInHost(host, domains);
        if (bucketInHost != null) {
            return of(bucketInHost, rest);
        }
        int slash = rest.indexOf('/');
        return slash < 0 ? of(rest, "") : of(rest.substring(0, slash), rest.substring(slash + 1));
    }

    /** The bucket of a request that is about one. */
    public String requireBucket() {
        return Objects.requireNonNull(bucket, "bucket");
    }

    private static Target of(String bucket, String key) {
        if (bucket.isEmpty()) {
            if (!key.isEmpty()) {
                throw S3Error.INVALID_BUCKET_NAME.exception().with("BucketName", bucket);
            }
            return new Target(null, null);
        }
        if (key.isEmpty()) {
            return new Target(bucket, null);
        }
        return new Target(bucket, KeyName.requireValid(key));
    }

    /**
     * The bucket that a host names, or null.
     *
     * @param domains lower case
     */
    public static @Nullable String bucketInHost(String host, List<String> domains) {
        String name = withoutPort(host).toLowerCase(Locale.ROOT);
        for (String domain : domains) {
            if (name.endsWith("." + domain)) {
                return name.substring(0, name.length() - domain.length() - 1);
            }
        }
        return null;
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
    }
}
