package io.casgate.gateway.lifecycle;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule is about: what all of these hold for.
 *
 * @param prefix what keys begin with; null when the filter says nothing of it
 * @param tags all of which an object must have
 * @param above bytes, of which an object must have more; null for none
 * @param below bytes, of which an object must have fewer; null for none
 * @param form how the filter was written, and is shown
 */
public record LifecycleFilter(
        @Nullable String prefix,
        Map<String, String> tags,
        @Nullable Long above,
        @Nullable Long below,
        Form form) {
    /** The ways to write a filter. */
    public enum Form {
        /** The rule has a Prefix and no Filter: the older way. */
        PREFIX_OF_RULE,
        FILTER
    }

    public LifecycleFilter {
        tags = Map.copyOf(tags);
    }

    /** The filter that the older way of writing rules knows. */
    public static LifecycleFilter ofRule(String prefix) {
        return new LifecycleFilter(prefix, Map.of(), null, null, Form.PREFIX_OF_RULE);
    }

    public boolean hasSizes() {
        return above != null || below != null;
    }

    /** Whether it picks out by more than the key. */
    public boolean looksInside() {
        return hasSizes() || !tags.isEmpty();
    }

    /** Of how many parts the filter consists. */
    int parts() {
        return (prefix == null ? 0 : 1) + tags.size() + (above == null ? 0 : 1) + (below == null ? 0 : 1);
    }

    /** What all keys begin with that it picks out. */
    public String keyPrefix() {
        return prefix == null ? "" : prefix;
    }

    public boolean hasKey(String key) {
        return key.startsWith(keyPrefix());
    }

    public boolean hasSize(long size) {
        return (above == null || size > above) && (below == null || size < below);
    }

    public boolean hasTags(Map<String, String> ofObject) {
        return ofObject.entrySet().containsAll(tags.entrySet());
    }
}
