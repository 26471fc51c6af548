package io.casgate.auth.policy;

import java.util.List;

/**
 * A demand on the request's values of one condition key.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 *     AWS: Condition operators</a>
 */
sealed interface Condition {
    boolean holds(RequestContext context);

    /** What is asked of a key that may have several values. */
    enum Quantifier {
        /** Some value fits; with a negated operator: none does. */
        PLAIN,
        FOR_ANY_VALUE,
        FOR_ALL_VALUES
    }

    /** What becomes of an absent key. */
    enum Absent {
        /** Does not fit anything: so it pleases negated operators only. */
        NO_FIT,
        /** The operator's name ends in IfExists. */
        HOLDS
    }

    /** The Null operator: whether the key must be absent. */
    record Null(String key, List<Boolean> absent) implements Condition {
        @Override
        public boolean holds(RequestContext context) {
            return absent.contains(context.values(key).isEmpty());
        }
    }

    /**
     * All other operators.
     *
     * @param policyValues as they stand in the policy
     * @param fits for each of the policy's values: whether a value fits it
     */
    record Comparison(
            Quantifier quantifier,
            ConditionOperator operator,
            Absent absent,
            String key,
            List<String> policyValues,
            List<ConditionOperator.Fit> fits)
            implements Condition {
        @Override
        public boolean holds(RequestContext context) {
            List<String> values = context.values(key);
            if (values.isEmpty()) {
                return holdsWithoutValue();
            }
            return switch (quantifier) {
                case PLAIN -> values.stream().anyMatch(value -> fitsAny(value, context)) != operator.isNegated();
                case FOR_ANY_VALUE -> values.stream().anyMatch(value -> passes(value, context));
                case FOR_ALL_VALUES -> values.stream().allMatch(value -> passes(value, context));
            };
        }

        private boolean holdsWithoutValue() {
            if (absent == Absent.HOLDS) {
                return true;
            }
            return switch (quantifier) {
                case PLAIN -> operator.isNegated();
                case FOR_ANY_VALUE -> false;
                case FOR_ALL_VALUES -> true;
            };
        }

        private boolean passes(String value, RequestContext context) {
            return fitsAny(value, context) != operator.isNegated();
        }

        private boolean fitsAny(String value, RequestContext context) {
            return fits.stream().anyMatch(fit -> fit.test(value, context));
        }
    }
}
