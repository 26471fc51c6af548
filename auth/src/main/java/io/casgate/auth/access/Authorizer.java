package io.casgate.auth.access;

import io.casgate.auth.Identity;
import io.casgate.auth.Requester;
import io.casgate.auth.acl.Acl;
import io.casgate.auth.acl.AclRights;
import io.casgate.auth.acl.Permission;
import io.casgate.auth.policy.BucketPolicy;
import io.casgate.auth.policy.ConditionKeys;
import io.casgate.auth.policy.PolicyRequest;
import io.casgate.auth.policy.RequestContext;
import io.casgate.auth.policy.S3Action;
import io.casgate.auth.policy.S3Action.Target;
import io.casgate.auth.policy.S3Arn;
import io.casgate.auth.policy.Verdict;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may do what. In AWS's order: an explicit deny ends it; then whoever has the say over the bucket or object
 * may do all, and others may do what the policy or a list gives them. A policy gives nothing of objects that are not the
 * bucket owner's, as it is not the bucket owner's to give.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-s3-evaluates-access-control.html">AWS: How
 *     Amazon S3 authorizes a request</a>
 */
public final class Authorizer {
    /** What an owner can always do, so that no policy locks everybody out. */
    private static final Set<S3Action> REPAIRS =
            Set.of(S3Action.GET_BUCKET_POLICY, S3Action.PUT_BUCKET_POLICY, S3Action.DELETE_BUCKET_POLICY);

    private Authorizer() {}

    /** About an action on no bucket that exists: everyone who signs may list and create their own. */
    public static Decision decide(Requester requester, S3Action action) {
        if (action.target() != Target.ACCOUNT) {
            throw new IllegalArgumentException(action + " is done to a bucket or an object");
        }
        return switch (requester) {
            case Requester.Anonymous nobody -> new Decision.Denied("Access Denied");
            case Requester.Known someone -> new Decision.Allowed();
        };
    }

    /**
     * About an action on a bucket or an object. When the action is about an object that is not there, Allowed means that
     * its absence may be told: that is so for those who could list it.
     */
    public static Decision decide(AccessRequest request) {
        Verdict verdict = verdict(request);
        if (verdict == Verdict.EXPLICIT_DENY && !repairs(request)) {
            return denied(request, "with an explicit deny in a resource-based policy");
        }
        boolean allowed = isAbsent(request) ? mayList(request) : isAllowed(request, verdict);
        return allowed
                ? new Decision.Allowed()
                : denied(
                        request,
                        "because no resource-based policy allows the "
                                + request.action().policyName() + " action");
    }

    /** Whether a policy refuses it, whatever else would allow it. */
    public static boolean isDenied(AccessRequest request) {
        return verdict(request) == Verdict.EXPLICIT_DENY && !repairs(request);
    }

    private static boolean isAbsent(AccessRequest request) {
        return request.action().target() == Target.OBJECT && request.object() == null;
    }

    private static boolean isAllowed(AccessRequest request, Verdict verdict) {
        return owns(request) || (verdict == Verdict.ALLOW && policyCounts(request)) || isGranted(request);
    }

    private static Verdict verdict(AccessRequest request) {
        BucketPolicy policy = request.bucket().policy();
        return policy == null
                ? Verdict.NO_MATCH
                : policy.evaluate(
                        new PolicyRequest(request.requester(), request.action(), arn(request), request.context()));
    }

    private static boolean repairs(AccessRequest request) {
        return REPAIRS.contains(request.action()) && ownsBucket(request);
    }

    private static boolean mayList(AccessRequest request) {
        RequestContext context =
                request.context().with(ConditionKeys.PREFIX, Objects.requireNonNull(request.key(), "key"));
        return decide(AccessRequest.toBucket(request.requester(), S3Action.LIST_BUCKET, request.bucket(), context))
                .isAllowed();
    }

    /** Whether the request comes from the one who has the say. */
    private static boolean owns(AccessRequest request) {
        return switch (request.action().target()) {
            case ACCOUNT, BUCKET, KEY -> ownsBucket(request);
            case UPLOAD -> ownsBucket(request) || isInitiator(request);
            case OBJECT -> request.requester().is(objectOwner(request));
        };
    }

    private static boolean ownsBucket(AccessRequest request) {
        return request.requester().is(request.bucket().owner());
    }

    private static boolean isInitiator(AccessRequest request) {
        Acl upload = request.object();
        return upload != null && request.requester().is(upload.owner());
    }

    private static String objectOwner(AccessRequest request) {
        Acl object = request.object();
        return object == null || request.bucket().ownership().disablesAcls()
                ? request.bucket().owner()
                : object.owner();
    }

    /** Whether what the policy allows is the bucket owner's to allow, and not shut off. */
    private static boolean policyCounts(AccessRequest request) {
        BucketAccess bucket = request.bucket();
        boolean ownersToGive = request.action().target() != Target.OBJECT
                || objectOwner(request).equals(bucket.owner());
        return ownersToGive && !isRestricted(bucket);
    }

    private static boolean isRestricted(BucketAccess bucket) {
        BucketPolicy policy = bucket.policy();
        return bucket.publicAccessBlock().restrictPublicBuckets() && policy != null && policy.isPublic();
    }

    private static boolean isGranted(AccessRequest request) {
        if (request.bucket().ownership().disablesAcls()) {
            return false;
        }
        return isGranted(request, request.bucket().acl(), AclRights.onBucket(request.action()))
                || isGranted(request, request.object(), AclRights.onObject(request.action()));
    }

    private static boolean isGranted(AccessRequest request, @Nullable Acl acl, @Nullable Permission needed) {
        if (acl == null || needed == null) {
            return false;
        }
        Acl counting = request.bucket().publicAccessBlock().ignorePublicAcls() ? acl.withoutPublicGrants() : acl;
        return counting.grants(request.requester(), needed);
    }

    private static String arn(AccessRequest request) {
        String bucket = request.bucket().name();
        return request.key() == null ? S3Arn.bucket(bucket) : S3Arn.object(bucket, request.key());
    }

    private static Decision denied(AccessRequest request, String why) {
        return new Decision.Denied(
                switch (request.requester()) {
                    case Requester.Anonymous nobody -> "Access Denied";
                    case Requester.Known(Identity identity) ->
                        "User: " + identity.arn() + " is not authorized to perform: "
                                + request.action().policyName() + " on resource: \"" + arn(request) + "\" " + why;
                });
    }
}
