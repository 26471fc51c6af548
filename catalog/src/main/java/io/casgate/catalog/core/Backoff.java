package io.casgate.catalog.core;

import io.casgate.dedup.StoreUnavailableException;
import java.util.concurrent.ThreadLocalRandom;

/** Waits between attempts at a contended register: random, up to twice as long each time, at most a quarter second. */
final class Backoff {
    private static final int LONGEST_MILLIS = 256;

    private Backoff() {}

    static void pause(int attempt) {
        int bound = Math.min(LONGEST_MILLIS, 1 << Math.min(attempt, 8));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(bound + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while waiting for another change", e);
        }
    }
}
