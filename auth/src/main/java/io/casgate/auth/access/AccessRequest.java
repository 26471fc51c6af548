package io.casgate.auth.access;

import io.casgate.auth.Requester;
import io.casgate.auth.acl.Acl;
import io.casgate.auth.policy.RequestContext;
import io.casgate.auth.policy.S3Action;
import io.casgate.auth.policy.S3Action.Target;
import org.jspecify.annotations.Nullable;

/**
 * A wish to do something with a bucket or with one of its objects.
 *
 * @param key not encoded; null for actions on buckets
 * @param object the list of the stored object or version, whose owner is the object's owner; null when there is none.
 *     To set tags, lists or locks together with a new object, give the list that it will have. For actions on multipart
 *     uploads, give the list of the upload, whose owner is its initiator
 * @param context for the policy's conditions, with those of {@link RequestContext.Builder#requester}
 */
public record AccessRequest(
        Requester requester,
        S3Action action,
        BucketAccess bucket,
        @Nullable String key,
        @Nullable Acl object,
        RequestContext context) {
    public AccessRequest {
        if (action.target() == Target.ACCOUNT || (action.target() == Target.BUCKET) != (key == null)) {
            throw new IllegalArgumentException(action + (key == null ? " without" : " with") + " a key");
        }
    }

    public static AccessRequest toBucket(
            Requester requester, S3Action action, BucketAccess bucket, RequestContext context) {
        return new AccessRequest(requester, action, bucket, null, null, context);
    }
}
