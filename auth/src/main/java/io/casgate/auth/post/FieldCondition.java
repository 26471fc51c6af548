package io.casgate.auth.post;

import java.util.Arrays;

/** What a policy demands of a field. Names are in lower case, and without the dollar sign. */
sealed interface FieldCondition {
    String field();

    /** A field that the form does not have is as good as an empty one. */
    boolean holds(String value);

    record Equals(String field, String expected) implements FieldCondition {
        @Override
        public boolean holds(String value) {
            return value.equals(expected);
        }

        @Override
        public String toString() {
            return "[\"eq\", \"$" + field + "\", \"" + expected + "\"]";
        }
    }

    /** Of several types in Content-Type, each must start so. */
    record StartsWith(String field, String prefix) implements FieldCondition {
        @Override
        public boolean holds(String value) {
            return field.equals("content-type")
                    ? Arrays.stream(value.split(",", -1))
                            .allMatch(type -> type.strip().startsWith(prefix))
                    : value.startsWith(prefix);
        }

        @Override
        public String toString() {
            return "[\"starts-with\", \"$" + field + "\", \"" + prefix + "\"]";
        }
    }
}
