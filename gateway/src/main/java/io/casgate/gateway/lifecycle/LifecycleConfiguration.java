package io.casgate.gateway.lifecycle;

import java.util.List;

/** A bucket's rules, in the order in which they were given. */
public record LifecycleConfiguration(List<LifecycleRule> rules) {
    public static final int MAX_RULES = 1000;

    public LifecycleConfiguration {
        rules = List.copyOf(rules);
    }
}
