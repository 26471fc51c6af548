package io.casgate.auth.acl;

import io.casgate.auth.Requester;

/** Who is granted something. E-mail addresses are resolved before they get here, see {@link Grantees}. */
public sealed interface Grantee {
    record User(String canonicalId) implements Grantee {}

    record Members(Group group) implements Grantee {}

    default boolean includes(Requester requester) {
        return switch (this) {
            case User(String canonicalId) -> requester.is(canonicalId);
            case Members(Group group) ->
                switch (group) {
                    case ALL_USERS -> true;
                    case AUTHENTICATED_USERS -> requester instanceof Requester.Known;
                    case LOG_DELIVERY -> false;
                };
        };
    }

    /** Whether just anyone is included. */
    default boolean isPublic() {
        return this instanceof Members(Group group) && group.isPublic();
    }
}
