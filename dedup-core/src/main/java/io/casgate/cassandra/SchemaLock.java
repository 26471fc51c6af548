package io.casgate.cassandra;

import io.casgate.dedup.StoreUnavailableException;
import java.time.Duration;
import java.util.UUID;

/**
 * Lets one gateway at a time change the schema. The lock expires when its holder dies. It only saves concurrent DDL,
 * which Cassandra before 6 resolves badly: each step is harmless when repeated.
 */
final class SchemaLock implements AutoCloseable {
    private static final Duration EXPIRY = Duration.ofSeconds(60);
    private static final Duration PATIENCE = EXPIRY.multipliedBy(5);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration RENEWAL = EXPIRY.dividedBy(4);

    private final SchemaSession session;
    private final UUID holder = UUID.randomUUID();
    private long claimed = System.nanoTime();

    private SchemaLock(SchemaSession session) {
        this.session = session;
    }

    static SchemaLock acquire(SchemaSession session) {
        SchemaLock lock = new SchemaLock(session);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!lock.claim()) {
            if (System.nanoTime() - deadline > 0) {
                throw new StoreUnavailableException("Other gateways keep changing the schema");
            }
            pause();
        }
        return lock;
    }

    private boolean claim() {
        claimed = System.nanoTime();
        return session.swap(
                "INSERT INTO {meta}.schema_lock (name, holder) VALUES ('schema', ?) IF NOT EXISTS USING TTL "
                        + EXPIRY.toSeconds(),
                holder);
    }

    /** Starts the expiry anew when a good part of it is over; before each step. */
    void renew() {
        long now = System.nanoTime();
        if (now - claimed < RENEWAL.toNanos()) {
            return;
        }
        claimed = now;
        boolean held = session.swap(
                "UPDATE {meta}.schema_lock USING TTL " + EXPIRY.toSeconds()
                        + " SET holder = ? WHERE name = 'schema' IF holder = ?",
                holder,
                holder);
        if (!held) {
            throw new StoreUnavailableException("Lost the schema lock to another gateway: Cassandra is too slow");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while waiting for the schema lock", e);
        }
    }

    @Override
    public void close() {
        session.swap("DELETE FROM {meta}.schema_lock WHERE name = 'schema' IF holder = ?", holder);
    }
}
