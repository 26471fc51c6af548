package io.casgate.dedup.read;

import io.casgate.dedup.CorruptContentException;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.segment.Pack;
import io.casgate.dedup.segment.PackDecoder;
import io.casgate.dedup.store.PackSource;
import io.casgate.dedup.store.PackSource.StoredPack;
import io.casgate.dedup.store.Reach;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Neighbouring packs of one segment, asked for by one query. It grows until it is sent; its packs are decoded when they
 * are first needed. Used by one thread.
 */
final class Fetch {
    /** How long before a byte the pack that holds it may begin. */
    static final int REACH_BACK = Pack.MAX_BYTES - 1;

    private final PackSource source;
    private final SegmentId segment;
    private final int from;
    private int to;
    private @Nullable CompletionStage<List<StoredPack>> reply;
    private boolean loaded;
    private final NavigableMap<Integer, Row> rows = new TreeMap<>();

    /** How many slices that are still to be delivered need this. */
    private int users;

    /** Will ask for the packs that begin from {@code from} to before {@code to}. */
    Fetch(PackSource source, SegmentId segment, int from, int to) {
        this.source = source;
        this.segment = segment;
        this.from = from;
        this.to = to;
    }

    SegmentId segment() {
        return segment;
    }

    int to() {
        return to;
    }

    /** Plain bytes that it may bring, at most. */
    int cost() {
        return to - from;
    }

    boolean isSent() {
        return reply != null;
    }

    void extend(int newTo) {
        if (isSent() || newTo < to) {
            throw new IllegalStateException("A fetch grows only before it is sent");
        }
        to = newTo;
    }

    void send() {
        reply = source.packs(segment, from, to, Reach.LOCAL_ONE);
    }

    /** Whether it brings every pack that may hold a byte from position {@code first} to {@code end}. */
    boolean covers(int first, int end) {
        return from <= Math.max(0, first - REACH_BACK) && end <= to;
    }

    void retain() {
        users++;
    }

    /** Returns whether nobody needs it any more. */
    boolean release() {
        return --users == 0;
    }

    boolean isIdle() {
        return users == 0;
    }

    /**
     * The pack that holds the byte at {@code position}; blocks until it is there.
     *
     * @throws io.casgate.dedup.StoreUnavailableException when Cassandra does not answer
     * @throws CorruptContentException when no replica has the pack undamaged
     */
    Pack pack(int position, PackDecoder decoder) {
        return Escalation.ask("the pack of byte " + position + " of segment " + segment, reach -> {
            Pack known = find(position, decoder);
            if (known != null) {
                return known;
            }
            load(position, reach);
            return find(position, decoder);
        });
    }

    private void load(int position, Reach reach) {
        if (reach == Reach.LOCAL_ONE) {
            if (!loaded) {
                add(Replies.await(Objects.requireNonNull(reply, "not sent")));
                loaded = true;
            }
        } else {
            int begin = Math.max(0, position - REACH_BACK);
            add(Replies.await(source.packs(segment, begin, Math.max(to, position + 1), reach)));
        }
    }

    /** What is there already stays: only a damaged pack is replaced, and it was taken out when that was noticed. */
    private void add(List<StoredPack> packs) {
        for (StoredPack stored : packs) {
            rows.putIfAbsent(stored.position(), new Row(stored));
        }
    }

    private @Nullable Pack find(int position, PackDecoder decoder) {
        Map.Entry<Integer, Row> entry = rows.floorEntry(position);
        if (entry == null) {
            return null;
        }
        Pack pack = entry.getValue().pack(decoder);
        return pack.end() > position ? pack : null;
    }

    /** A pack's bytes as they came, then the pack. */
    private final class Row {
        private final int position;
        private @Nullable ByteBuffer stored;
        private @Nullable Pack pack;

        Row(StoredPack stored) {
            position = stored.position();
            this.stored = stored.bytes();
        }

        Pack pack(PackDecoder decoder) {
            if (pack == null) {
                pack = decode(Objects.requireNonNull(stored), decoder);
                stored = null;
            }
            return pack;
        }

        private Pack decode(ByteBuffer bytes, PackDecoder decoder) {
            try {
                Pack decoded = decoder.decode(bytes);
                if (!decoded.segment().equals(segment) || decoded.position() != position) {
                    throw new CorruptContentException(
                            "Stored pack at " + position + " of segment " + segment + " says it is " + decoded);
                }
                return decoded;
            } catch (CorruptContentException e) {
                rows.remove(position);
                throw e;
            }
        }
    }
}
