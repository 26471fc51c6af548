package io.casgate.it;

import java.util.concurrent.ThreadLocalRandom;

/** Names of buckets that no other test uses. */
public final class Buckets {
    private Buckets() {}

    public static String freshName(String prefix) {
        return prefix + "-" + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
    }
}
