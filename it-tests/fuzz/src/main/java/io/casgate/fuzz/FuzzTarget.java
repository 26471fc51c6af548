package io.casgate.fuzz;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Something that takes bytes from strangers, and what must hold whatever these are. A test class that implements it
 * feeds it with mutated inputs for some seconds; {@code ./casgate fuzz} feeds it for as long as you like, guided by
 * coverage. What was found once belongs into a test of its own, by name.
 */
public interface FuzzTarget {
    /** Inputs to begin with: some that are right, in all their forms. */
    List<byte[]> seeds();

    /** Words of the input's language, which random bytes would hardly ever make; ISO 8859-1. */
    default List<String> words() {
        return List.of();
    }

    /** How many bytes one {@link #check} may allocate. */
    default long allocationLimit() {
        return 32L << 20;
    }

    /** Throws anything when the property does not hold for this input. */
    void check(byte[] input) throws Exception;

    @Test
    default void holdsForMutatedInputs() throws Exception {
        Integer minutes = Integer.getInteger("casgate.fuzz.minutes");
        if (minutes == null) {
            new Campaign(this).run();
        } else {
            Guided.run(this, Duration.ofMinutes(minutes));
        }
    }
}
