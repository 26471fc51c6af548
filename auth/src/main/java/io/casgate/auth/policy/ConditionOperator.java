package io.casgate.auth.policy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a condition compares values; all operators of AWS's language but Null. */
enum ConditionOperator {
    STRING_EQUALS("StringEquals"),
    STRING_NOT_EQUALS("StringNotEquals"),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase"),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase"),
    STRING_LIKE("StringLike"),
    STRING_NOT_LIKE("StringNotLike"),

    NUMERIC_EQUALS("NumericEquals"),
    NUMERIC_NOT_EQUALS("NumericNotEquals"),
    NUMERIC_LESS_THAN("NumericLessThan"),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals"),
    NUMERIC_GREATER_THAN("NumericGreaterThan"),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals"),

    DATE_EQUALS("DateEquals"),
    DATE_NOT_EQUALS("DateNotEquals"),
    DATE_LESS_THAN("DateLessThan"),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals"),
    DATE_GREATER_THAN("DateGreaterThan"),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals"),

    BOOL("Bool"),
    BINARY_EQUALS("BinaryEquals"),
    IP_ADDRESS("IpAddress"),
    NOT_IP_ADDRESS("NotIpAddress"),

    ARN_EQUALS("ArnEquals"),
    ARN_NOT_EQUALS("ArnNotEquals"),
    ARN_LIKE("ArnLike"),
    ARN_NOT_LIKE("ArnNotLike");

    /** Whether a request's value fits one of the policy's values; the latter may depend on the request. */
    @FunctionalInterface
    interface Fit {
        boolean test(String value, RequestContext context);
    }

    private static final Map<String, ConditionOperator> BY_NAME =
            Stream.of(values()).collect(Collectors.toMap(operator -> operator.policyName, Function.identity()));

    private final String policyName;

    ConditionOperator(String policyName) {
        this.policyName = policyName;
    }

    static @Nullable ConditionOperator of(String policyName) {
        return BY_NAME.get(policyName);
    }

    /** Whether the condition holds when no value fits. */
    boolean isNegated() {
        return policyName.contains("Not");
    }

    /** @throws MalformedPolicyException when the value is not of the operator's type */
    Fit fit(String policyValue, PolicyVersion version) {
        try {
            return switch (this) {
                case STRING_EQUALS, STRING_NOT_EQUALS -> stringEquals(policyValue, version);
                case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE ->
                    stringEqualsIgnoreCase(policyValue, version);
                case STRING_LIKE, STRING_NOT_LIKE -> stringLike(policyValue, version);
                case NUMERIC_EQUALS, NUMERIC_NOT_EQUALS -> number(policyValue, order -> order == 0);
                case NUMERIC_LESS_THAN -> number(policyValue, order -> order < 0);
                case NUMERIC_LESS_THAN_EQUALS -> number(policyValue, order -> order <= 0);
                case NUMERIC_GREATER_THAN -> number(policyValue, order -> order > 0);
                case NUMERIC_GREATER_THAN_EQUALS -> number(policyValue, order -> order >= 0);
                case DATE_EQUALS, DATE_NOT_EQUALS -> date(policyValue, order -> order == 0);
                case DATE_LESS_THAN -> date(policyValue, order -> order < 0);
                case DATE_LESS_THAN_EQUALS -> date(policyValue, order -> order <= 0);
                case DATE_GREATER_THAN -> date(policyValue, order -> order > 0);
                case DATE_GREATER_THAN_EQUALS -> date(policyValue, order -> order >= 0);
                case BOOL -> bool(policyValue);
                case BINARY_EQUALS -> binary(policyValue);
                case IP_ADDRESS, NOT_IP_ADDRESS -> ipAddress(policyValue);
                case ARN_EQUALS, ARN_NOT_EQUALS, ARN_LIKE, ARN_NOT_LIKE -> arn(policyValue, version);
            };
        } catch (IllegalArgumentException e) {
            throw new MalformedPolicyException(
                    "Invalid value for condition operator " + policyName + ": " + policyValue);
        }
    }

    private static Fit stringEquals(String policyValue, PolicyVersion version) {
        Template template = Template.parse(policyValue, version);
        return (value, context) -> value.equals(template.text(context));
    }

    private static Fit stringEqualsIgnoreCase(String policyValue, PolicyVersion version) {
        Template template = Template.parse(policyValue, version);
        return (value, context) -> value.equalsIgnoreCase(template.text(context));
    }

    private static Fit stringLike(String policyValue, PolicyVersion version) {
        Template template = Template.parse(policyValue, version);
        return (value, context) -> {
            Wildcards pattern = template.pattern(context);
            return pattern != null && pattern.matches(value);
        };
    }

    private static Fit number(String policyValue, IntPredicate order) {
        return ordered(policyValue, ConditionValues::number, order);
    }

    private static Fit date(String policyValue, IntPredicate order) {
        return ordered(policyValue, ConditionValues::date, order);
    }

    private static <T extends Comparable<T>> Fit ordered(
            String policyValue, Function<String, @Nullable T> parser, IntPredicate order) {
        T bound = parser.apply(policyValue);
        if (bound == null) {
            throw new IllegalArgumentException(policyValue);
        }
        return (text, context) -> {
            T value = parser.apply(text);
            return value != null && order.test(value.compareTo(bound));
        };
    }

    private static Fit bool(String policyValue) {
        String lower = policyValue.toLowerCase(Locale.ROOT);
        if (!lower.equals("true") && !lower.equals("false")) {
            throw new IllegalArgumentException(policyValue);
        }
        return (value, context) -> value.equalsIgnoreCase(lower);
    }

    private static Fit binary(String policyValue) {
        byte[] bytes = Base64.getDecoder().decode(policyValue);
        return (value, context) -> Arrays.equals(bytes, value.getBytes(StandardCharsets.UTF_8));
    }

    private static Fit ipAddress(String policyValue) {
        Cidr network = Cidr.parse(policyValue);
        return (value, context) -> network.contains(value);
    }

    private static Fit arn(String policyValue, PolicyVersion version) {
        ArnPattern pattern = ArnPattern.parse(policyValue, version);
        return pattern::matches;
    }
}
