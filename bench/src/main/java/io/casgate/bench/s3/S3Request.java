package io.casgate.bench.s3;

/**
 * A request's target, as it goes over the wire.
 *
 * @param method upper case
 * @param rawPath percent-encoded as signatures want it; starts with '/'
 * @param rawQuery percent-encoded, parameters sorted by name; empty when there is none
 */
public record S3Request(String method, String rawPath, String rawQuery) {
    static S3Request ofBucket(String method, String bucket) {
        return new S3Request(method, "/" + bucket, "");
    }

    static S3Request ofObject(String method, String bucket, String key) {
        return new S3Request(method, "/" + bucket + "/" + PercentEncoding.path(key), "");
    }

    static S3Request listing(String bucket, String prefix, int maxKeys) {
        String query = "list-type=2&max-keys=" + maxKeys + "&prefix=" + PercentEncoding.value(prefix);
        return new S3Request("GET", "/" + bucket, query);
    }

    String target() {
        return rawQuery.isEmpty() ? rawPath : rawPath + "?" + rawQuery;
    }
}
