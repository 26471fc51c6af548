package io.casgate.auth.policy;

import io.casgate.auth.Identity;
import io.casgate.auth.Requester;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the conditions of a policy are evaluated over: values by condition key, see {@link ConditionKeys}. A key without
 * values is absent. Immutable.
 */
public final class RequestContext {
    public static final RequestContext EMPTY = new RequestContext(Map.of());

    private final Map<String, List<String>> values;

    private RequestContext(Map<String, List<String>> values) {
        this.values = Map.copyOf(values);
    }

    /** The values of a key, in any case; empty when the key is absent. */
    public List<String> values(String key) {
        return values.getOrDefault(key.toLowerCase(Locale.ROOT), List.of());
    }

    /** This context with other values for one key. */
    public RequestContext with(String key, String... newValues) {
        return toBuilder().set(key, newValues).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.values.putAll(values);
        return builder;
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /** Collects values; of one thread. */
    public static final class Builder {
        private final Map<String, List<String>> values = new HashMap<>();

        private Builder() {}

        /** Replaces the key's values; null leaves the key absent, as for headers that were not sent. */
        public Builder set(String key, @Nullable String value) {
            return set(key, value == null ? List.of() : List.of(value));
        }

        public Builder set(String key, String... newValues) {
            return set(key, List.of(newValues));
        }

        public Builder set(String key, List<String> newValues) {
            String name = key.toLowerCase(Locale.ROOT);
            if (newValues.isEmpty()) {
                values.remove(name);
            } else {
                values.put(name, List.copyOf(newValues));
            }
            return this;
        }

        /** Sets what is known of the one who asks. */
        public Builder requester(Requester requester) {
            return switch (requester) {
                case Requester.Anonymous nobody ->
                    set(ConditionKeys.PRINCIPAL_TYPE, "Anonymous").set(ConditionKeys.USER_ID, "anonymous");
                case Requester.Known(Identity identity) ->
                    set(ConditionKeys.PRINCIPAL_TYPE, "User")
                            .set(ConditionKeys.PRINCIPAL_ARN, identity.arn())
                            .set(ConditionKeys.PRINCIPAL_ACCOUNT, identity.accountId())
                            .set(ConditionKeys.USERNAME, identity.name())
                            .set(ConditionKeys.USER_ID, identity.canonicalId());
            };
        }

        public RequestContext build() {
            return new RequestContext(values);
        }
    }
}
