package io.casgate.gateway.s3.access;

import io.casgate.auth.acl.Acl;
import io.casgate.auth.acl.CannedAcl;
import io.casgate.auth.acl.Grant;
import io.casgate.auth.acl.Grantee;
import io.casgate.auth.acl.Group;
import io.casgate.auth.acl.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Access control lists as the catalog keeps them: a line for each grant, such as {@code READ id=...} or
 * {@code READ uri=...}. The list that gives its holder full control and others nothing is not kept at all. The list of a
 * multipart upload begins with {@code OWNER id=...} when the object will be another's than the initiator's.
 */
public final class AclText {
    private static final String OWNER = "OWNER";
    private static final String BY_ID = "id=";
    private static final String BY_URI = "uri=";

    private AclText() {}

    /**
     * The text of a list, or null when it is the holder's alone.
     *
     * @param holder the canonical id that is kept beside the list
     */
    public static @Nullable String write(Acl acl, String holder) {
        if (acl.equals(ofHolderAlone(holder))) {
            return null;
        }
        List<String> lines = new ArrayList<>();
        if (!acl.owner().equals(holder)) {
            lines.add(OWNER + ' ' + BY_ID + acl.owner());
        }
        for (Grant grant : acl.grants()) {
            lines.add(grant.permission() + " " + text(grant.grantee()));
        }
        return String.join("\n", lines);
    }

    /** The list of which this is the text. */
    public static Acl read(@Nullable String text, String holder) {
        if (text == null) {
            return ofHolderAlone(holder);
        }
        String owner = holder;
        List<Grant> grants = new ArrayList<>();
        for (String line : text.lines().toList()) {
            int space = line.indexOf(' ');
            String who = line.substring(space + 1);
            if (line.startsWith(OWNER)) {
                owner = who.substring(BY_ID.length());
            } else {
                grants.add(new Grant(grantee(who), Permission.valueOf(line.substring(0, space))));
            }
        }
        return new Acl(owner, grants);
    }

    private static Acl ofHolderAlone(String holder) {
        return CannedAcl.PRIVATE.expand(holder, holder);
    }

    private static String text(Grantee grantee) {
        return switch (grantee) {
            case Grantee.User(String canonicalId) -> BY_ID + canonicalId;
            case Grantee.Members(Group group) -> BY_URI + group.uri();
        };
    }

    private static Grantee grantee(String text) {
        return text.startsWith(BY_ID)
                ? new Grantee.User(text.substring(BY_ID.length()))
                : new Grantee.Members(
                        Objects.requireNonNull(Group.of(text.substring(BY_URI.length())), () -> "No grantee: " + text));
    }
}
