package io.casgate.gateway.digest.md5;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes bodies' blocks in turns of a kernel. MD5 can use but one lane of a processor's vectors for one body; for eight
 * bodies the same instructions do eight times the work.
 *
 * <p>A digest is not wanted before its body's end, so pieces wait until a turn is worth it: until as many bodies wait as
 * there are lanes, or bodies at all, or until the owner of one has to wait itself. That bounds what waits by the owners'
 * buffers, without a clock. Its monitor guards what {@link LaneMd5} says.
 */
final class Md5Lanes {
    static final Md5Kernel PLAIN = new PlainMd5();

    private final Md5Kernel kernel;
    private final Set<LaneMd5> waiting = new LinkedHashSet<>();
    private int open;
    private int running;

    Md5Lanes(Md5Kernel kernel) {
        this.kernel = kernel;
    }

    synchronized void open() {
        open++;
    }

    synchronized void close(LaneMd5 body) {
        open--;
        body.abandon();
        waiting.remove(body);
        startIfDue();
    }

    /** A body has another piece, or ends; the caller holds the monitor. */
    void changed(LaneMd5 body) {
        settle(body);
        startIfDue();
    }

    private void settle(LaneMd5 body) {
        if (body.hasPieces()) {
            waiting.add(body);
        } else {
            body.settle();
        }
    }

    private void startIfDue() {
        if (isDue()) {
            running++;
            Thread.ofVirtual().name("md5").start(this::run);
        }
    }

    /** Whether there is a full turn for one more thread, or for the first one a turn that somebody needs. */
    private boolean isDue() {
        return waiting.size() >= kernel.lanes()
                || (running == 0
                        && !waiting.isEmpty()
                        && (waiting.size() >= open || waiting.stream().anyMatch(LaneMd5::isUrgent)));
    }

    private void run() {
        for (Turn turn = next(null); turn != null; turn = next(turn)) {
            turn.run();
        }
    }

    private synchronized @Nullable Turn next(@Nullable Turn last) {
        if (last != null) {
            last.end().forEach(this::settle);
        }
        running--;
        if (!isDue()) {
            return null;
        }
        running++;
        List<LaneMd5> bodies = waiting.stream().limit(kernel.lanes()).toList();
        bodies.forEach(waiting::remove);
        return new Turn(bodies.size() == 1 ? PLAIN : kernel, bodies);
    }
}
