package io.casgate.cassandra;

import java.util.ArrayList;
import java.util.List;

/**
 * The tables of one module, as the steps that lead to them.
 *
 * @param name under which the applied versions are recorded, for ever
 * @param steps ascending, without gaps, from version 1
 */
public record SchemaModule(String name, List<SchemaStep> steps) {
    public SchemaModule {
        steps = List.copyOf(steps);
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).version() != i + 1) {
                throw new IllegalArgumentException("Schema of " + name + ": step " + (i + 1) + " has version "
                        + steps.get(i).version());
            }
        }
    }

    /** The statements of a module as versions 1, 2, 3 ... in order. */
    public static SchemaModule of(String name, List<String> statements) {
        List<SchemaStep> steps = new ArrayList<>();
        for (String cql : statements) {
            steps.add(new SchemaStep(steps.size() + 1, cql));
        }
        return new SchemaModule(name, steps);
    }

    int version() {
        return steps.size();
    }
}
