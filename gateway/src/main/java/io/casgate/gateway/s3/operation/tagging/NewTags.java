package io.casgate.gateway.s3.operation.tagging;

import io.casgate.auth.policy.S3Action;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.request.TagSet;
import java.util.Map;

/** The tags of objects that are about to be written. */
public final class NewTags {
    private NewTags() {}

    /**
     * The tags by name. Who gives any must also be allowed to set them.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception AccessDenied
     */
    public static Map<String, String> require(ObjectCall call, TagSet tags) {
        if (!tags.tags().isEmpty()) {
            call.access().requireOnNew(S3Action.PUT_OBJECT_TAGGING, call.key());
        }
        return tags.tags();
    }
}
