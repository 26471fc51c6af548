package io.casgate.gateway.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Header fields in the order they came, found by name without regard to case. Immutable. */
public final class Headers {
    public static final Headers EMPTY = builder().build();

    private final List<Map.Entry<String, String>> fields;
    private final Map<String, List<String>> byName;

    private Headers(List<Map.Entry<String, String>> fields) {
        this.fields = List.copyOf(fields);
        Map<String, List<String>> index = new TreeMap<>();
        for (Map.Entry<String, String> field : fields) {
            index.computeIfAbsent(field.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(field.getValue());
        }
        index.replaceAll((name, values) -> List.copyOf(values));
        this.byName = Collections.unmodifiableMap(index);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The first value of this name, or null. */
    public @Nullable String first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? null : values.getFirst();
    }

    public List<String> all(String name) {
        return byName.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    public boolean contains(String name) {
        return byName.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** Values by lower-case name, sorted by name. */
    public Map<String, List<String>> byName() {
        return byName;
    }

    /** Every field, in order, with its name's casing kept. */
    public void forEach(BiConsumer<String, String> action) {
        fields.forEach(field -> action.accept(field.getKey(), field.getValue()));
    }

    /** Collects fields; not thread-safe. */
    public static final class Builder {
        private final List<Map.Entry<String, String>> fields = new ArrayList<>();

        public Builder add(String name, String value) {
            fields.add(Map.entry(name, value));
            return this;
        }

        public Headers build() {
            return new Headers(fields);
        }
    }
}
