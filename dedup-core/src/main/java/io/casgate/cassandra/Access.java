package io.casgate.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import java.time.Duration;
import java.util.Locale;

/**
 * What a request is for. It decides the session, the consistency level, the time-out, and whether the driver may send
 * the request again: nothing else in the project speaks of these.
 *
 * <p>All but {@link #REGISTER_SWAP} are idempotent by construction (no counters, no lists, values made by the gateway),
 * so that the driver may repeat them on another node. Nothing is sent speculatively.
 */
public enum Access {
    /** Packs, durable in the local data centre. */
    PAYLOAD_WRITE(Session.PAYLOAD),
    /** Packs from the nearest replica: their checksum tells whether it is right. */
    PAYLOAD_READ(Session.PAYLOAD),
    /** Packs that the nearest replica did not have, or not intact. */
    PAYLOAD_READ_QUORUM(Session.PAYLOAD),
    /** Packs that the local data centre did not have, or not intact: every replica of every data centre. */
    PAYLOAD_READ_ALL(Session.PAYLOAD),

    /** Rows that are read after they were written, in the same data centre. */
    META_READ(Session.META),
    META_WRITE(Session.META),
    /** Rows that never change, from the nearest replica; and from all replicas, when nearer ones do not have them. */
    META_READ_ONE(Session.META),
    META_READ_ALL(Session.META),
    /** Reads that must see, and writes that must be seen by, every quorum of every data centre: reclaim. */
    META_READ_EACH_QUORUM(Session.META),
    META_WRITE_EACH_QUORUM(Session.META),

    /** A register's last committed value. */
    REGISTER_READ(Session.META),
    /**
     * A compare-and-set. Never repeated by the driver: when its outcome is unknown it fails, and the caller reads with
     * {@link #REGISTER_SETTLE} what became of it.
     */
    REGISTER_SWAP(Session.META),
    /** A register's value after completing or refuting every change that was under way. */
    REGISTER_SETTLE(Session.META),

    /** Rows that a register's value stands for: whoever reads the register afterwards finds them. */
    REGISTER_WRITE(Session.META),

    /** Token-range scans in the background: small pages, long time-outs. */
    SCAN(Session.META),
    /** Changes of the schema. */
    SCHEMA(Session.META);

    /** Payload has connections of its own, so that a small request never waits behind megabytes. */
    enum Session {
        META,
        PAYLOAD
    }

    private static final Duration SLOW = Duration.ofSeconds(60);

    final Session session;

    Access(Session session) {
        this.session = session;
    }

    /** The name of the driver's execution profile. */
    String profile() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean idempotent() {
        return this != REGISTER_SWAP;
    }

    /** For a compare-and-set this is the consistency of its commit. */
    ConsistencyLevel consistency(CassandraSettings settings) {
        boolean global = settings.registers() == Registers.GLOBAL;
        return switch (this) {
            case PAYLOAD_READ, META_READ_ONE -> DefaultConsistencyLevel.LOCAL_ONE;
            case PAYLOAD_WRITE, PAYLOAD_READ_QUORUM, META_READ, META_WRITE, SCAN, SCHEMA ->
                DefaultConsistencyLevel.LOCAL_QUORUM;
            case PAYLOAD_READ_ALL, META_READ_ALL -> DefaultConsistencyLevel.ALL;
            case META_READ_EACH_QUORUM, META_WRITE_EACH_QUORUM -> DefaultConsistencyLevel.EACH_QUORUM;
            case REGISTER_READ, REGISTER_SWAP, REGISTER_WRITE ->
                global ? DefaultConsistencyLevel.QUORUM : DefaultConsistencyLevel.LOCAL_QUORUM;
            case REGISTER_SETTLE -> serialConsistency(settings);
        };
    }

    static ConsistencyLevel serialConsistency(CassandraSettings settings) {
        return switch (settings.registers()) {
            case GLOBAL -> DefaultConsistencyLevel.SERIAL;
            case LOCAL -> DefaultConsistencyLevel.LOCAL_SERIAL;
        };
    }

    Duration timeout(CassandraSettings settings) {
        return switch (this) {
            case PAYLOAD_WRITE, PAYLOAD_READ, PAYLOAD_READ_QUORUM, PAYLOAD_READ_ALL -> settings.payloadTimeout();
            case SCAN, SCHEMA -> SLOW;
            default -> settings.metaTimeout();
        };
    }

    int pageSize() {
        return this == SCAN ? 500 : 5000;
    }
}
