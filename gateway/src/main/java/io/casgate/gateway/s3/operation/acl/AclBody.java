package io.casgate.gateway.s3.operation.acl;

import io.casgate.auth.acl.Acl;
import io.casgate.auth.acl.Grant;
import io.casgate.auth.acl.Grantee;
import io.casgate.auth.acl.Grantees;
import io.casgate.auth.acl.Permission;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.xml.XmlElement;

/** Access control lists as bodies of requests. */
final class AclBody {
    private AclBody() {}

    /**
     * Reads a list.
     *
     * @param owner the canonical id of whose the bucket or object is, which no list can change
     * @throws S3Exception MalformedACLError, or AccessDenied when the list names another owner
     */
    static Acl parse(XmlElement document, String owner, Grantees grantees) {
        XmlElement named = document.child("Owner");
        XmlElement list = document.child("AccessControlList");
        if (named == null || list == null) {
            throw malformed();
        }
        if (!owner.equals(named.requiredText("ID").strip())) {
            throw S3Error.ACCESS_DENIED.exception("An access control list cannot change the owner.");
        }
        return new Acl(
                owner,
                list.children("Grant").stream()
                        .map(grant -> grant(grant, grantees))
                        .toList());
    }

    private static Grant grant(XmlElement grant, Grantees grantees) {
        XmlElement grantee = grant.child("Grantee");
        String name = grant.optionalText("Permission");
        Permission permission = name == null ? null : Permission.of(name.strip());
        if (grantee == null || permission == null) {
            throw malformed();
        }
        return new Grant(grantee(grantee, grantees), permission);
    }

    /** Of which type a grantee is, its one element that counts tells as well as xsi:type. */
    private static Grantee grantee(XmlElement grantee, Grantees grantees) {
        String id = grantee.optionalText("ID");
        if (id != null) {
            return grantees.byId(id.strip());
        }
        String email = grantee.optionalText("EmailAddress");
        if (email != null) {
            return grantees.byEmail(email.strip());
        }
        String uri = grantee.optionalText("URI");
        if (uri != null) {
            return grantees.byUri(uri.strip());
        }
        throw malformed();
    }

    private static S3Exception malformed() {
        return S3Error.MALFORMED_ACL.exception();
    }
}
