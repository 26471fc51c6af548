package io.casgate.auth.acl;

import java.util.ArrayList;
import java.util.List;

/**
 * Access control lists that have a name.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl">AWS: Canned ACL</a>
 */
public enum CannedAcl {
    PRIVATE("private"),
    PUBLIC_READ("public-read"),
    PUBLIC_READ_WRITE("public-read-write"),
    AUTHENTICATED_READ("authenticated-read"),
    BUCKET_OWNER_READ("bucket-owner-read"),
    BUCKET_OWNER_FULL_CONTROL("bucket-owner-full-control"),
    LOG_DELIVERY_WRITE("log-delivery-write"),
    AWS_EXEC_READ("aws-exec-read");

    private final String text;

    CannedAcl(String text) {
        this.text = text;
    }

    /**
     * The list of a name.
     *
     * @param name as x-amz-acl has it
     * @throws AclException when there is none of that name
     */
    public static CannedAcl of(String name) {
        for (CannedAcl acl : values()) {
            if (acl.text.equals(name)) {
                return acl;
            }
        }
        throw new AclException(AclException.Kind.INVALID_ARGUMENT, "Invalid canned ACL: " + name);
    }

    /** As x-amz-acl has it. */
    public String text() {
        return text;
    }

    /**
     * The list for a bucket or an object. There are no machine images here that EC2 could read: aws-exec-read is as good
     * as private.
     *
     * @param owner whose the bucket or object is, a canonical id
     * @param bucketOwner the owner of the object's bucket; of a bucket, its owner again
     */
    public Acl expand(String owner, String bucketOwner) {
        List<Grant> grants = new ArrayList<>();
        grants.add(toUser(owner, Permission.FULL_CONTROL));
        switch (this) {
            case PRIVATE, AWS_EXEC_READ -> {}
            case PUBLIC_READ -> grants.add(toGroup(Group.ALL_USERS, Permission.READ));
            case PUBLIC_READ_WRITE -> {
                grants.add(toGroup(Group.ALL_USERS, Permission.READ));
                grants.add(toGroup(Group.ALL_USERS, Permission.WRITE));
            }
            case AUTHENTICATED_READ -> grants.add(toGroup(Group.AUTHENTICATED_USERS, Permission.READ));
            case BUCKET_OWNER_READ -> addUnlessOwner(grants, owner, bucketOwner, Permission.READ);
            case BUCKET_OWNER_FULL_CONTROL -> addUnlessOwner(grants, owner, bucketOwner, Permission.FULL_CONTROL);
            case LOG_DELIVERY_WRITE -> {
                grants.add(toGroup(Group.LOG_DELIVERY, Permission.WRITE));
                grants.add(toGroup(Group.LOG_DELIVERY, Permission.READ_ACP));
            }
        }
        return new Acl(owner, grants);
    }

    private static void addUnlessOwner(List<Grant> grants, String owner, String bucketOwner, Permission permission) {
        if (!owner.equals(bucketOwner)) {
            grants.add(toUser(bucketOwner, permission));
        }
    }

    private static Grant toUser(String canonicalId, Permission permission) {
        return new Grant(new Grantee.User(canonicalId), permission);
    }

    private static Grant toGroup(Group group, Permission permission) {
        return new Grant(new Grantee.Members(group), permission);
    }
}
