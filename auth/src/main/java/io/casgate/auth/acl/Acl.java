package io.casgate.auth.acl;

import io.casgate.auth.Requester;
import java.util.List;

/**
 * The access control list of a bucket or an object.
 *
 * @param owner a canonical id
 * @param grants at most {@link #MAX_GRANTS}
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html">AWS: Access control list (ACL)
 *     overview</a>
 */
public record Acl(String owner, List<Grant> grants) {
    public static final int MAX_GRANTS = 100;

    /** {@link AclException} when there are too many grants. */
    public Acl {
        grants = List.copyOf(grants);
        if (grants.size() > MAX_GRANTS) {
            throw new AclException(
                    AclException.Kind.MALFORMED_ACL,
                    "The XML you provided was not well-formed or did not validate"
                            + " against our published schema: more than " + MAX_GRANTS + " grants");
        }
    }

    public boolean grants(Requester requester, Permission needed) {
        return grants.stream()
                .anyMatch(grant ->
                        grant.permission().includes(needed) && grant.grantee().includes(requester));
    }

    /** Whether it grants anything to just anyone. */
    public boolean isPublic() {
        return grants.stream().anyMatch(grant -> grant.grantee().isPublic());
    }

    /** What is left when grants to just anyone do not count. */
    public Acl withoutPublicGrants() {
        return new Acl(
                owner,
                grants.stream().filter(grant -> !grant.grantee().isPublic()).toList());
    }
}
