package io.casgate.dedup.read;

import io.casgate.dedup.CorruptContentException;
import io.casgate.dedup.StoreUnavailableException;
import io.casgate.dedup.store.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks nearby first, and further away while the answer is missing, damaged or not given. */
final class Escalation {
    private static final Logger LOG = LoggerFactory.getLogger(Escalation.class);

    private Escalation() {}

    /**
     * The first answer.
     *
     * @param what is asked for, for errors and the log
     * @param attempt returns null, or throws, when its reach has no right answer
     * @throws StoreUnavailableException when there is none, but there may be one later
     * @throws CorruptContentException when all that were asked have no right answer
     */
    static <T> T ask(Object what, Function<Reach, @Nullable T> attempt) {
        List<RuntimeException> failures = new ArrayList<>();
        for (Reach reach : Reach.values()) {
            try {
                T answer = attempt.apply(reach);
                if (answer != null) {
                    report(what, reach, failures);
                    return answer;
                }
            } catch (CorruptContentException | StoreUnavailableException e) {
                failures.add(e);
            }
        }
        throw failure(what, failures);
    }

    /** A row that a replica does not have yet is nothing special; one that is damaged is. */
    private static void report(Object what, Reach reach, List<RuntimeException> failures) {
        for (RuntimeException failure : failures) {
            if (failure instanceof CorruptContentException) {
                LOG.warn("Had to ask {} for {}: {}", reach, what, failure.getMessage());
            }
        }
        if (reach != Reach.LOCAL_ONE) {
            LOG.debug("Had to ask {} for {}", reach, what);
        }
    }

    private static RuntimeException failure(Object what, List<RuntimeException> failures) {
        for (RuntimeException failure : failures) {
            if (failure instanceof StoreUnavailableException) {
                return new StoreUnavailableException("Cannot read " + what + " now", failure);
            }
        }
        return failures.isEmpty()
                ? new CorruptContentException("No replica has " + what)
                : new CorruptContentException("No replica has " + what + " undamaged", failures.getFirst());
    }
}
