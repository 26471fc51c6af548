package io.casgate.auth.access;

import io.casgate.auth.Identity;
import io.casgate.auth.Requester;
import io.casgate.auth.acl.Acl;
import io.casgate.auth.acl.AclException;
import io.casgate.auth.acl.AclSource;
import io.casgate.auth.acl.CannedAcl;
import io.casgate.auth.acl.Grant;
import io.casgate.auth.acl.Grantee;
import io.casgate.auth.acl.Permission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose the objects of a bucket are.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">AWS: Controlling
 *     ownership of objects and disabling ACLs for your bucket</a>
 */
public enum ObjectOwnership {
    /** The bucket owner's; access control lists do not count and cannot be set. */
    BUCKET_OWNER_ENFORCED("BucketOwnerEnforced"),
    /** The bucket owner's when written with bucket-owner-full-control, else the writer's. */
    BUCKET_OWNER_PREFERRED("BucketOwnerPreferred"),
    /** The writer's. */
    OBJECT_WRITER("ObjectWriter");

    private final String text;

    ObjectOwnership(String text) {
        this.text = text;
    }

    /** The setting of AWS's name, or null. */
    public static @Nullable ObjectOwnership of(String text) {
        for (ObjectOwnership ownership : values()) {
            if (ownership.text.equals(text)) {
                return ownership;
            }
        }
        return null;
    }

    /** AWS's name. */
    public String text() {
        return text;
    }

    public boolean disablesAcls() {
        return this == BUCKET_OWNER_ENFORCED;
    }

    /**
     * The owner and the access control list of an object that is about to be written. What nobody in particular writes
     * belongs to the bucket's owner: someone must be able to deal with it.
     *
     * @param bucketOwner a canonical id
     * @throws AclException when lists are disabled and the request wants one
     */
    public Acl newObject(Requester writer, String bucketOwner, AclSource wanted) {
        if (disablesAcls()) {
            if (!isHarmless(wanted, bucketOwner)) {
                throw aclsNotSupported();
            }
            return CannedAcl.PRIVATE.expand(bucketOwner, bucketOwner);
        }
        String owner = ownerOfNew(writer, bucketOwner, wanted);
        return wanted.expand(owner, bucketOwner);
    }

    /** {@link AclException} when lists are disabled, so that none can be set on a bucket or object that exists. */
    public void requireAcls() {
        if (disablesAcls()) {
            throw aclsNotSupported();
        }
    }

    /**
     * The access control list of a bucket that is about to be created with this setting.
     *
     * @param owner a canonical id
     * @throws AclException when lists are disabled and the request wants one
     */
    public Acl newBucket(String owner, AclSource wanted) {
        if (disablesAcls() && !isHarmless(wanted, owner) && !wanted.equals(new AclSource.Canned(CannedAcl.PRIVATE))) {
            throw new AclException(
                    AclException.Kind.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP,
                    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
        }
        return wanted.expand(owner, owner);
    }

    private String ownerOfNew(Requester writer, String bucketOwner, AclSource wanted) {
        boolean handedOver = this == BUCKET_OWNER_PREFERRED
                && wanted.equals(new AclSource.Canned(CannedAcl.BUCKET_OWNER_FULL_CONTROL));
        return switch (writer) {
            case Requester.Anonymous nobody -> bucketOwner;
            case Requester.Known(Identity identity) -> handedOver ? bucketOwner : identity.canonicalId();
        };
    }

    /** Wants nothing but that the bucket's owner has full control, which is so in any case. */
    private static boolean isHarmless(AclSource wanted, String bucketOwner) {
        return switch (wanted) {
            case AclSource.Unspecified nothing -> true;
            case AclSource.Canned(CannedAcl acl) -> acl == CannedAcl.BUCKET_OWNER_FULL_CONTROL;
            case AclSource.Granted(List<Grant> grants) ->
                grants.equals(List.of(new Grant(new Grantee.User(bucketOwner), Permission.FULL_CONTROL)));
        };
    }

    private static AclException aclsNotSupported() {
        return new AclException(AclException.Kind.ACCESS_CONTROL_LIST_NOT_SUPPORTED, "The bucket does not allow ACLs");
    }
}
