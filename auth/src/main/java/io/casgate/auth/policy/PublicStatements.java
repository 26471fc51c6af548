package io.casgate.auth.policy;

import io.casgate.auth.policy.Statement.Effect;
import io.casgate.auth.policy.Statement.Sense;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * AWS's notion of what is public: whatever a statement allows to everyone, unless a condition narrows it down to fixed
 * people, accounts or networks.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status">
 *     AWS: The meaning of "public"</a>
 */
final class PublicStatements {
    private static final Set<String> NARROWING_KEYS = Set.of(
            "aws:sourcearn",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceowner",
            "aws:sourceaccount",
            "aws:userid",
            "aws:principalarn",
            "aws:principalaccount",
            "aws:principalorgid",
            "s3:dataaccesspointarn",
            "s3:dataaccesspointaccount",
            "s3:x-amz-server-side-encryption-aws-kms-key-id");

    private static final int NARROW_IPV4 = 8;
    private static final int NARROW_IPV6 = 32;

    private PublicStatements() {}

    static boolean isPublic(Statement statement) {
        return statement.effect() == Effect.ALLOW
                && isForEveryone(statement.principals())
                && statement.conditions().stream().noneMatch(PublicStatements::narrows);
    }

    private static boolean isForEveryone(Statement.Principals principals) {
        return principals.sense() == Sense.ALL_BUT
                || principals.list().stream().anyMatch(Principal.Everyone.class::isInstance);
    }

    /** A condition that may hold without a value, or in the absence of one, narrows nothing. */
    private static boolean narrows(Condition condition) {
        return switch (condition) {
            case Condition.Null absence -> false;
            case Condition.Comparison comparison ->
                comparison.absent() == Condition.Absent.NO_FIT
                        && comparison.quantifier() != Condition.Quantifier.FOR_ALL_VALUES
                        && isFixed(comparison);
        };
    }

    private static boolean isFixed(Condition.Comparison comparison) {
        String key = comparison.key().toLowerCase(Locale.ROOT);
        List<String> values = comparison.policyValues();
        return switch (comparison.operator()) {
            case IP_ADDRESS ->
                key.equals("aws:sourceip") && values.stream().allMatch(PublicStatements::isNarrowNetwork);
            case STRING_EQUALS, STRING_EQUALS_IGNORE_CASE ->
                NARROWING_KEYS.contains(key) && values.stream().noneMatch(value -> value.contains("${"));
            case STRING_LIKE, ARN_EQUALS, ARN_LIKE ->
                NARROWING_KEYS.contains(key) && values.stream().allMatch(PublicStatements::isLiteral);
            default -> false;
        };
    }

    private static boolean isLiteral(String value) {
        return !value.contains("*") && !value.contains("?") && !value.contains("${");
    }

    private static boolean isNarrowNetwork(String value) {
        Cidr network = Cidr.parse(value);
        return network.prefix() >= (network.isIpv4() ? NARROW_IPV4 : NARROW_IPV6);
    }
}
