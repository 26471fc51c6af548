package io.casgate.auth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A query as it was on the wire. Immutable. */
final class QueryString {
    static final String SIGNATURE = "X-Amz-Signature";

    /** One parameter, not decoded; a missing value is empty. */
    private record Parameter(String name, String value) {}

    /** All that a signature covers. */
    private final List<Parameter> signed = new ArrayList<>();

    /** First values by name, decoded. */
    private final Map<String, String> first = new HashMap<>();

    QueryString(String rawQuery) {
        for (String piece : rawQuery.split("&", -1)) {
            if (!piece.isEmpty()) {
                int equals = piece.indexOf('=');
                String name = equals < 0 ? piece : piece.substring(0, equals);
                String value = equals < 0 ? "" : piece.substring(equals + 1);
                String decodedName = UriEncoding.decodeQuery(name);
                first.putIfAbsent(decodedName, UriEncoding.decodeQuery(value));
                if (!decodedName.equals(SIGNATURE)) {
                    signed.add(new Parameter(name, value));
                }
            }
        }
    }

    /** The octets of the first parameter of this name, or null. */
    @Nullable
    String first(String name) {
        return first.get(name);
    }

    boolean has(String name) {
        return first.containsKey(name);
    }

    /** The canonical query string, as AWS defines it: decoded, encoded anew, sorted. */
    String canonical() {
        return sorted(wire -> UriEncoding.encode(UriEncoding.decodeQuery(wire)));
    }

    /** Sorted, but otherwise as it was on the wire: what a client signs that does not encode as AWS does. */
    String asSent() {
        return sorted(UnaryOperator.identity());
    }

    private String sorted(UnaryOperator<String> form) {
        return signed.stream()
                .map(parameter -> new Parameter(form.apply(parameter.name()), form.apply(parameter.value())))
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
    }
}
