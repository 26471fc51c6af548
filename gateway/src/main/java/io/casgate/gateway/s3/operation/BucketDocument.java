package io.casgate.gateway.s3.operation;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.Buckets;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.xml.XmlWriter;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of the XML documents of a bucket's configuration. It is kept as it is told: in S3's own form, so that what reads
 * requests reads it too.
 *
 * @param name by which the catalog keeps it
 * @param absence what asking for it says where it was never put
 */
public record BucketDocument(String name, S3Error absence) {
    public static final BucketDocument CORS = new BucketDocument("cors", S3Error.NO_SUCH_CORS_CONFIGURATION);
    public static final BucketDocument OBJECT_LOCK =
            new BucketDocument("object-lock", S3Error.OBJECT_LOCK_CONFIGURATION_NOT_FOUND);
    public static final BucketDocument TAGGING = new BucketDocument("tagging", S3Error.NO_SUCH_TAG_SET);
    public static final BucketDocument WEBSITE = new BucketDocument("website", S3Error.NO_SUCH_WEBSITE_CONFIGURATION);

    /** The text, or null when there is none. */
    public @Nullable String in(Bucket bucket) {
        return bucket.configuration(name);
    }

    /** Tells the document; the absence is thrown. */
    public Response get(BucketCall call) {
        String text = in(call.bucket());
        if (text == null) {
            throw absence.exception().with("BucketName", call.bucket().name());
        }
        return Responses.xml(text);
    }

    /**
     * Replaces the document.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception MaxMessageLengthExceeded when it is longer than the catalog keeps
     */
    public void put(Buckets buckets, BucketCall call, XmlWriter document) {
        String text = document.text();
        buckets.change(call.bucket(), current -> {
            int rest = current.configurationSize();
            if (text.length() > Bucket.MAX_DOCUMENT
                    || rest + name.length() + text.length() > Bucket.MAX_CONFIGURATION) {
                throw S3Error.MAX_MESSAGE_LENGTH_EXCEEDED.exception();
            }
            return current.with(Map.of(name, text));
        });
    }

    /** Takes the document away, if there is one. */
    public void delete(Buckets buckets, BucketCall call) {
        buckets.configure(call.bucket(), Collections.singletonMap(name, null));
    }
}
