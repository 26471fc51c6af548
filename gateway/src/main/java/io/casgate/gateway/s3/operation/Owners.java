package io.casgate.gateway.s3.operation;

import io.casgate.auth.Identities;
import io.casgate.auth.Identity;
import io.casgate.auth.acl.Acl;
import io.casgate.auth.acl.Grant;
import io.casgate.auth.acl.Grantee;
import io.casgate.auth.acl.Grantees;
import io.casgate.auth.acl.Group;
import io.casgate.gateway.s3.xml.XmlWriter;
import java.util.Comparator;
import java.util.function.Supplier;

/** How owners are shown: by canonical id, and by name while an identity has that id. */
public final class Owners {
    private static final Comparator<Grant> GROUPS_FIRST =
            Comparator.comparing(grant -> grant.grantee() instanceof Grantee.User);

    private final Supplier<Identities> identities;

    public Owners(Supplier<Identities> identities) {
        this.identities = identities;
    }

    /** Writes an element such as Owner or Initiator. */
    public void write(XmlWriter xml, String element, String canonicalId) {
        xml.begin(element);
        writeContent(xml, canonicalId);
        xml.end();
    }

    /** Those whom requests may grant something. */
    public Grantees grantees() {
        return new Grantees(identities.get());
    }

    /** The document that tells an access control list. AWS promises no order; RGW has groups before users. */
    public XmlWriter accessControlList(Acl acl) {
        XmlWriter xml = XmlWriter.document("AccessControlPolicy");
        write(xml, "Owner", acl.owner());
        xml.begin("AccessControlList");
        acl.grants().stream().sorted(GROUPS_FIRST).forEach(grant -> write(xml, grant));
        return xml.end();
    }

    private void write(XmlWriter xml, Grant grant) {
        xml.begin("Grant");
        write(xml, grant.grantee());
        xml.element("Permission", grant.permission().name()).end();
    }

    private void write(XmlWriter xml, Grantee grantee) {
        switch (grantee) {
            case Grantee.User(String canonicalId) -> {
                xml.beginTyped("Grantee", "CanonicalUser");
                writeContent(xml, canonicalId);
            }
            case Grantee.Members(Group group) ->
                xml.beginTyped("Grantee", "Group").element("URI", group.uri());
        }
        xml.end();
    }

    private void writeContent(XmlWriter xml, String canonicalId) {
        Identity identity = identities.get().byCanonicalId(canonicalId);
        xml.element("ID", canonicalId).optional("DisplayName", identity == null ? null : identity.name());
    }
}
