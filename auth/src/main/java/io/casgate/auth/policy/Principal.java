package io.casgate.auth.policy;

import io.casgate.auth.Identity;
import io.casgate.auth.Requester;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom a statement is about.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">AWS:
 *     Principal</a>
 */
sealed interface Principal {
    /** {@code *}: also those who did not sign. */
    record Everyone() implements Principal {}

    /** An account as a whole, by its number or by its canonical id. */
    record Account(String account) implements Principal {}

    /** One user; an empty account is any. */
    record User(String account, String name) implements Principal {}

    record Canonical(String id) implements Principal {}

    /** Someone who cannot ask here: a service, a role, a federated user. */
    record Stranger(String name) implements Principal {}

    Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");
    Pattern ARN = Pattern.compile("arn:aws:(?:iam|sts)::([A-Za-z0-9_-]*):(.+)");
    Pattern CANONICAL_ID = Pattern.compile("[0-9a-f]{64}");

    /** The meaning of a text under {@code "AWS"}; null when it has none. */
    static @Nullable Principal aws(String text) {
        if (text.equals("*")) {
            return new Everyone();
        }
        if (ACCOUNT_ID.matcher(text).matches()) {
            return new Account(text);
        }
        Matcher arn = ARN.matcher(text);
        if (!arn.matches() || arn.group(2).contains("*")) {
            return null;
        }
        String account = arn.group(1);
        String who = arn.group(2);
        if (who.equals("root")) {
            return account.isEmpty() ? null : new Account(account);
        }
        return who.startsWith("user/") ? new User(account, who.substring("user/".length())) : new Stranger(text);
    }

    /** The meaning of a text under {@code "CanonicalUser"}; null when it has none. */
    static @Nullable Principal canonical(String text) {
        return CANONICAL_ID.matcher(text).matches() ? new Canonical(text) : null;
    }

    default boolean matches(Requester requester) {
        return switch (requester) {
            case Requester.Anonymous nobody -> this instanceof Everyone;
            case Requester.Known(Identity identity) -> matches(identity);
        };
    }

    private boolean matches(Identity identity) {
        return switch (this) {
            case Everyone everyone -> true;
            case Account(String account) -> isAccountOf(account, identity);
            case User(String account, String name) ->
                name.equals(identity.name()) && (account.isEmpty() || isAccountOf(account, identity));
            case Canonical(String id) -> id.equals(identity.canonicalId());
            case Stranger stranger -> false;
        };
    }

    private static boolean isAccountOf(String account, Identity identity) {
        return account.equals(identity.accountId()) || account.equals(identity.canonicalId());
    }
}
