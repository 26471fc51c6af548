package io.casgate.auth.acl;

import io.casgate.auth.Identities;
import io.casgate.auth.Identity;

/** Finds the grantees that requests name, in headers or in XML. Immutable. */
public record Grantees(Identities identities) {
    /** An account; {@link AclException} when nobody has this canonical id. */
    public Grantee byId(String canonicalId) {
        if (identities.byCanonicalId(canonicalId) == null) {
            throw new AclException(AclException.Kind.INVALID_ARGUMENT, "Invalid id");
        }
        return new Grantee.User(canonicalId);
    }

    /** An account; {@link AclException} when nobody has this address. */
    public Grantee byEmail(String address) {
        Identity identity = identities.byEmail(address);
        if (identity == null) {
            throw new AclException(
                    AclException.Kind.UNRESOLVABLE_GRANT_BY_EMAIL_ADDRESS,
                    "The e-mail address you provided does not match any account on record.");
        }
        return new Grantee.User(identity.canonicalId());
    }

    /** A group; {@link AclException} when none has this URI. */
    public Grantee byUri(String uri) {
        Group group = Group.of(uri);
        if (group == null) {
            throw new AclException(AclException.Kind.INVALID_ARGUMENT, "Invalid group uri");
        }
        return new Grantee.Members(group);
    }
}
