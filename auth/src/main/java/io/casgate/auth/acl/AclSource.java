package io.casgate.auth.acl;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the headers of a request want as access control list of what it creates or changes. */
public sealed interface AclSource {
    /** Nothing: what is created is private. */
    record Unspecified() implements AclSource {}

    /** x-amz-acl. */
    record Canned(CannedAcl acl) implements AclSource {}

    /** x-amz-grant-...; never empty. */
    record Granted(List<Grant> grants) implements AclSource {
        public Granted {
            grants = List.copyOf(grants);
        }
    }

    Pattern GRANTEE = Pattern.compile("\\s*([A-Za-z]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\",]*))\\s*");

    /**
     * Reads x-amz-acl and the x-amz-grant headers.
     *
     * @param header gives the value of a header by its lower-case name, or null; several lines joined by commas
     * @throws AclException when the headers contradict each other or name no grantees
     */
    static AclSource of(UnaryOperator<@Nullable String> header, Grantees grantees) {
        String canned = header.apply("x-amz-acl");
        List<Grant> grants = new ArrayList<>();
        for (Permission permission : Permission.values()) {
            String list = header.apply(permission.header());
            if (list != null) {
                addGrants(grants, permission, list, grantees);
            }
        }
        if (canned == null) {
            return grants.isEmpty() ? new Unspecified() : new Granted(grants);
        }
        if (!grants.isEmpty()) {
            throw new AclException(
                    AclException.Kind.INVALID_REQUEST, "Specifying both Canned ACLs and Header Grants is not allowed");
        }
        return new Canned(CannedAcl.of(canned.strip()));
    }

    private static void addGrants(List<Grant> grants, Permission permission, String list, Grantees grantees) {
        for (String text : list.split(",", -1)) {
            if (grants.size() == Acl.MAX_GRANTS) {
                throw new AclException(
                        AclException.Kind.INVALID_REQUEST, "More than " + Acl.MAX_GRANTS + " grants in headers");
            }
            grants.add(new Grant(grantee(text, grantees), permission));
        }
    }

    private static Grantee grantee(String text, Grantees grantees) {
        Matcher matcher = GRANTEE.matcher(text);
        if (!matcher.matches()) {
            throw new AclException(AclException.Kind.INVALID_ARGUMENT, "Argument format not recognized");
        }
        String value =
                matcher.group(2) != null ? matcher.group(2) : matcher.group(3).strip();
        return switch (matcher.group(1)) {
            case "id" -> grantees.byId(value);
            case "emailAddress" -> grantees.byEmail(value);
            case "uri" -> grantees.byUri(value);
            default -> throw new AclException(AclException.Kind.INVALID_ARGUMENT, "Argument format not recognized");
        };
    }

    /**
     * The list for a new bucket or object.
     *
     * @param owner whose it will be, a canonical id
     * @param bucketOwner the owner of the object's bucket; of a bucket, its owner again
     */
    default Acl expand(String owner, String bucketOwner) {
        return switch (this) {
            case Unspecified nothing -> CannedAcl.PRIVATE.expand(owner, bucketOwner);
            case Canned(CannedAcl acl) -> acl.expand(owner, bucketOwner);
            case Granted(List<Grant> grants) -> new Acl(owner, grants);
        };
    }
}
