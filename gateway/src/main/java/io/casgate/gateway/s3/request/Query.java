package io.casgate.gateway.s3.request;

import io.casgate.gateway.s3.error.S3Error;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request's query parameters, decoded; of parameters given twice the first counts. Immutable. */
public final class Query {
    private final Map<String, String> parameters;

    private Query(Map<String, String> parameters) {
        this.parameters = Collections.unmodifiableMap(parameters);
    }

    /** Reads what follows '?' on the wire. */
    public static Query parse(String raw) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.putIfAbsent(decode(name), decode(value));
            }
        }
        return new Query(parameters);
    }

    public Set<String> names() {
        return parameters.keySet();
    }

    public boolean has(String name) {
        return parameters.containsKey(name);
    }

    /** The parameter's value, empty when it has none, or null when it is absent. */
    public @Nullable String get(String name) {
        return parameters.get(name);
    }

    /** The parameter's value, or null when it is absent or empty. */
    public @Nullable String nonEmpty(String name) {
        String value = parameters.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** The parameter's value, or the empty text when it is absent. */
    public String orEmpty(String name) {
        return parameters.getOrDefault(name, "");
    }

    private static String decode(String raw) {
        String text = PercentEncoding.decodeQuery(raw);
        if (text == null) {
            throw S3Error.INVALID_URI.exception();
        }
        return text;
    }
}
