package io.casgate.gateway.s3.access;

import io.casgate.auth.Identity;
import io.casgate.auth.Requester;
import io.casgate.auth.access.AccessRequest;
import io.casgate.auth.access.Authorizer;
import io.casgate.auth.access.BucketAccess;
import io.casgate.auth.access.Decision;
import io.casgate.auth.access.PublicAccessBlock;
import io.casgate.auth.acl.Acl;
import io.casgate.auth.acl.AclSource;
import io.casgate.auth.acl.Grant;
import io.casgate.auth.acl.Grantees;
import io.casgate.auth.policy.RequestContext;
import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.Upload;
import io.casgate.catalog.VersionId;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.request.AclHeaders;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one requester may do in one bucket. Immutable. */
public final class Access {
    private final Requester requester;
    private final BucketAccess bucket;
    private final Grantees grantees;
    private final @Nullable RequestConditions conditions;

    /**
     * What {@code requester} may do in {@code bucket}.
     *
     * @param grantees those whom requests may grant something
     * @param conditions may be null when the bucket has no policy, which alone asks for them
     */
    public Access(Requester requester, BucketAccess bucket, Grantees grantees, @Nullable RequestConditions conditions) {
        if (conditions == null && bucket.policy() != null) {
            throw new IllegalArgumentException("A policy without what its conditions ask for");
        }
        this.requester = requester;
        this.bucket = bucket;
        this.grantees = grantees;
        this.conditions = conditions;
    }

    /** What the bucket's configuration says. */
    public BucketAccess bucket() {
        return bucket;
    }

    /** Whoever signs may do what needs no bucket. */
    public static void require(Requester requester, S3Action action) {
        require(Authorizer.decide(requester, action));
    }

    /**
     * Lets pass who may do this to the bucket.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception AccessDenied, also from the methods below
     */
    public void require(S3Action action) {
        require(decision(action, null, null, context(action, null, Map.of())));
    }

    /**
     * Lets pass who may do this to the name, whatever is stored there.
     *
     * @param version that is named, or null
     */
    public void require(S3Action action, ObjectKey key, @Nullable VersionId version) {
        require(decision(action, key, null, context(action, version, Map.of())));
    }

    /**
     * Lets pass who may do this to a stored object.
     *
     * @param version that is named, or null for the current one
     * @param object null when there is none; whoever may do something to it may be told so
     */
    public void requireObject(
            S3Action action, ObjectKey key, @Nullable VersionId version, @Nullable ObjectAttributes object) {
        Acl acl = object == null ? null : acl(object);
        Map<String, String> tags = object == null ? Map.of() : object.tags();
        require(decision(action, key, acl, context(action, version, tags)));
    }

    /** As {@link #requireObject}: whether it lets pass. */
    public boolean allowsObject(S3Action action, ObjectKey key, @Nullable VersionId version, ObjectAttributes object) {
        return decision(action, key, acl(object), context(action, version, object.tags())) instanceof Decision.Allowed;
    }

    /**
     * Lets pass who may do this to an upload under way.
     *
     * @param upload null when there is none; whoever may do something to it may be told so
     */
    public void requireUpload(S3Action action, ObjectKey key, @Nullable Upload upload) {
        Acl initiator = upload == null ? null : new Acl(upload.owner(), List.of());
        require(decision(action, key, initiator, context(action, null, Map.of())));
    }

    /**
     * The list, with the owner, of an object that the requester is about to write. Who wants a list must also be allowed
     * to set it.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception AccessDenied
     * @throws io.casgate.auth.acl.AclException when the bucket cannot have such a list
     */
    public Acl newObject(ObjectKey key, AclHeaders wanted) {
        AclSource source = wanted.resolve(grantees);
        Acl acl = bucket.ownership().newObject(requester, bucket.owner(), source);
        if (wanted.isEmpty() || bucket.ownership().disablesAcls()) {
            return acl;
        }
        requireNotPublic(bucket.publicAccessBlock(), acl);
        requireOnNew(S3Action.PUT_OBJECT_ACL, key, acl.grants());
        return acl;
    }

    /** Lets pass who may do this to an object that they are about to write, together with writing it. */
    public void requireOnNew(S3Action action, ObjectKey key) {
        requireOnNew(action, key, List.of());
    }

    /** Until it is written, it is the writer's, even one that will be the bucket owner's then, or nobody's. */
    private void requireOnNew(S3Action action, ObjectKey key, List<Grant> grants) {
        RequestContext context = context(action, null, Map.of());
        switch (requester) {
            case Requester.Anonymous _ -> {
                if (Authorizer.isDenied(request(action, key, null, context))) {
                    throw S3Error.ACCESS_DENIED.exception();
                }
            }
            case Requester.Known(Identity identity) ->
                require(decision(action, key, new Acl(identity.canonicalId(), grants), context));
        }
    }

    /**
     * Refuses a list that grants something to everyone, where that is blocked.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception AccessDenied
     */
    public static void requireNotPublic(PublicAccessBlock block, Acl acl) {
        if (block.refuses(acl)) {
            throw S3Error.ACCESS_DENIED.exception(
                    "Public access control lists are prevented by the BlockPublicAcls setting of the bucket's public"
                            + " access block.");
        }
    }

    /** Whose the object is: in a bucket where lists do not count, it is the bucket owner's, whoever wrote it. */
    public String ownerOf(String storedOwner) {
        return bucket.ownership().disablesAcls() ? bucket.owner() : storedOwner;
    }

    /** The stored object's list, with its owner, as it counts. */
    public Acl aclOf(ObjectAttributes object) {
        return bucket.ownership().disablesAcls() ? AclText.read(null, bucket.owner()) : acl(object);
    }

    public Grantees grantees() {
        return grantees;
    }

    private Decision decision(S3Action action, @Nullable ObjectKey key, @Nullable Acl object, RequestContext context) {
        return Authorizer.decide(request(action, key, object, context));
    }

    private AccessRequest request(
            S3Action action, @Nullable ObjectKey key, @Nullable Acl object, RequestContext context) {
        String name = key == null ? null : key.value();
        return new AccessRequest(requester, action, bucket, name, object, context);
    }

    private RequestContext context(S3Action action, @Nullable VersionId version, Map<String, String> tags) {
        return conditions == null ? RequestContext.EMPTY : conditions.of(action, version, tags);
    }

    private static Acl acl(ObjectAttributes object) {
        return AclText.read(object.acl(), object.owner());
    }

    private static void require(Decision decision) {
        if (decision instanceof Decision.Denied(String reason)) {
            throw S3Error.ACCESS_DENIED.exception(reason);
        }
    }
}
