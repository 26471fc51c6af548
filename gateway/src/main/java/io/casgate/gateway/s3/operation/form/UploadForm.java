package io.casgate.gateway.s3.operation.form;

import io.casgate.auth.FormFields;
import io.casgate.catalog.ObjectKey;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.s3.body.MultipartForm;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.KeyName;
import io.casgate.gateway.s3.request.Query;
import io.casgate.gateway.s3.request.TagSet;
import io.casgate.gateway.s3.request.Target;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of a form that uploads an object, with the file's name where they say {@code ${filename}}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html">AWS: POST Object</a>
 */
record UploadForm(FormFields fields) {
    private static final String FILE_NAME = "${filename}";
    private static final String POLICY = "policy";
    private static final String TAGGING = "tagging";
    private static final String ACL = "acl";

    /** What PutObject has headers for. */
    private static final Set<String> HEADERS = Set.of(
            "cache-control",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-md5",
            "content-type",
            "expires",
            "x-amz-storage-class",
            "x-amz-website-redirect-location");

    private static final List<String> HEADER_PREFIXES = List.of(
            "x-amz-checksum-", "x-amz-grant-", "x-amz-meta-", "x-amz-object-lock-", "x-amz-server-side-encryption");

    /** Reads the form up to its file. */
    static UploadForm read(MultipartForm form) {
        Map<String, String> values = new HashMap<>(form.readFields());
        values.replaceAll((name, value) -> name.equals(POLICY) ? value : value.replace(FILE_NAME, form.fileName()));
        return new UploadForm(new FormFields(values));
    }

    /**
     * The key to upload to.
     *
     * @throws S3Exception InvalidArgument when there is none, or KeyTooLongError
     */
    ObjectKey key() {
        String key = fields.get("key");
        if (key == null) {
            throw Fields.invalid(
                    "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the"
                            + " fields.",
                    "key",
                    "");
        }
        if (key.isEmpty()) {
            throw Fields.invalid("User key must have a length greater than 0.", "key", "");
        }
        return new ObjectKey(KeyName.requireValid(key));
    }

    /**
     * The form as PutObject would have it: as headers.
     *
     * @param length of the file, at most
     * @throws S3Exception when tags or values are not as headers can have them
     */
    Fields asRequest(String bucket, ObjectKey key, long length) {
        Headers.Builder headers = Headers.builder().add("Content-Length", Long.toString(length));
        for (String name : fields.names()) {
            String value = String.valueOf(fields.get(name));
            if (name.equals(ACL)) {
                headers.add("x-amz-acl", Fields.octets(name, value));
            } else if (name.equals(TAGGING)) {
                headers.add(TagSet.HEADER, tags(value).header());
            } else if (isHeader(name)) {
                headers.add(Fields.headerName(name), Fields.octets(name, value));
            }
        }
        return new Fields("POST", new Target(bucket, key.value()), headers.build(), Query.parse(""));
    }

    private static TagSet tags(String document) {
        return TagSet.read(document.getBytes(StandardCharsets.UTF_8), TagSet.Owner.OBJECT);
    }

    private static boolean isHeader(String name) {
        return HEADERS.contains(name) || HEADER_PREFIXES.stream().anyMatch(name::startsWith);
    }
}
