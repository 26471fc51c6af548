package io.casgate.bench.load;

import io.casgate.bench.data.SplitMix64;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * In which proportions operations are sent. Written as {@code put}, or {@code put=30,get=60,list=5,delete=5}.
 *
 * @param weights positive, at least one
 */
public record Mix(Map<Operation, Integer> weights) {
    public Mix {
        weights = Map.copyOf(weights);
        if (weights.isEmpty() || weights.values().stream().anyMatch(weight -> weight < 1)) {
            throw new IllegalArgumentException("a mix needs operations with weights of 1 or more: " + weights);
        }
    }

    public static Mix only(Operation operation) {
        return new Mix(Map.of(operation, 1));
    }

    /**
     * Reads the form given above.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    public static Mix parse(String text) {
        Map<Operation, Integer> weights = new EnumMap<>(Operation.class);
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            int weight =
                    equals < 0 ? 1 : Integer.parseInt(part.substring(equals + 1).strip());
            if (weights.put(Operation.valueOf(name.strip().toUpperCase(Locale.ROOT)), weight) != null) {
                throw new IllegalArgumentException("an operation is given twice: " + text);
            }
        }
        return new Mix(weights);
    }

    /** The operation chosen by a random word. */
    Operation choose(long word) {
        long ticket = SplitMix64.below(
                word, weights.values().stream().mapToInt(Integer::intValue).sum());
        for (Operation operation : Operation.values()) {
            ticket -= weights.getOrDefault(operation, 0);
            if (ticket < 0) {
                return operation;
            }
        }
        throw new AssertionError("a ticket is below the total weight");
    }

    boolean includes(Operation operation) {
        return weights.containsKey(operation);
    }
}
