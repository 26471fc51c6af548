package io.casgate.auth.policy;

import io.casgate.auth.policy.Condition.Absent;
import io.casgate.auth.policy.Condition.Quantifier;
import java.util.List;
import java.util.Locale;

/** Reads one entry of a Condition block. */
final class ConditionParser {
    private static final String ANY = "ForAnyValue:";
    private static final String ALL = "ForAllValues:";
    private static final String IF_EXISTS = "IfExists";

    private ConditionParser() {}

    /**
     * @param operator with quantifier and suffix
     * @throws MalformedPolicyException when the operator, the key or a value is none
     */
    static Condition parse(String operator, String key, List<String> values, PolicyVersion version) {
        requireKey(key);
        if (operator.equals("Null")) {
            return new Condition.Null(
                    key, values.stream().map(ConditionParser::truth).toList());
        }
        Quantifier quantifier = quantifier(operator);
        String name = switch (quantifier) {
            case PLAIN -> operator;
            case FOR_ANY_VALUE -> operator.substring(ANY.length());
            case FOR_ALL_VALUES -> operator.substring(ALL.length());
        };
        Absent absent = name.endsWith(IF_EXISTS) ? Absent.HOLDS : Absent.NO_FIT;
        ConditionOperator comparison = ConditionOperator.of(
                absent == Absent.HOLDS ? name.substring(0, name.length() - IF_EXISTS.length()) : name);
        if (comparison == null) {
            throw new MalformedPolicyException("Invalid Condition type : " + operator);
        }
        return new Condition.Comparison(
                quantifier,
                comparison,
                absent,
                key,
                List.copyOf(values),
                values.stream().map(value -> comparison.fit(value, version)).toList());
    }

    private static Quantifier quantifier(String operator) {
        if (operator.startsWith(ANY)) {
            return Quantifier.FOR_ANY_VALUE;
        }
        return operator.startsWith(ALL) ? Quantifier.FOR_ALL_VALUES : Quantifier.PLAIN;
    }

    private static void requireKey(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("aws:") && !lower.startsWith("s3:")) {
            throw new MalformedPolicyException("Policy has an invalid condition key: " + key);
        }
    }

    private static boolean truth(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new MalformedPolicyException("Invalid value for condition operator Null: " + value);
        };
    }
}
