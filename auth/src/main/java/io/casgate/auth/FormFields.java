package io.casgate.auth;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of a browser-based upload, but for the file itself. Names are compared without regard to case. Immutable. */
public final class FormFields {
    private final TreeMap<String, String> values = new TreeMap<>();

    /** {@link IllegalArgumentException} when two names differ in nothing but their case. */
    public FormFields(Map<String, String> fields) {
        fields.forEach((name, value) -> {
            if (values.put(name.toLowerCase(Locale.ROOT), value) != null) {
                throw new IllegalArgumentException("POST requires exactly one field named " + name);
            }
        });
    }

    /** The value of a field, or null. */
    public @Nullable String get(String name) {
        return values.get(name.toLowerCase(Locale.ROOT));
    }

    /** In lower case. */
    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(values.navigableKeySet());
    }

    /** These fields with another value for one of them. */
    public FormFields with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(values);
        changed.put(name.toLowerCase(Locale.ROOT), value);
        return new FormFields(changed);
    }
}
