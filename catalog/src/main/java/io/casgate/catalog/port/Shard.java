package io.casgate.catalog.port;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The header of a shard: a node of the lowest level of a B-link tree (Lehman and Yao, 1981). It has the entries with
 * {@code low <= key < high}; who looks for a greater key moves right.
 *
 * @param epoch grows with every change of the header, which is made by compare-and-set
 * @param high null when nothing is to the right; so is {@code next}
 * @param trimAfter when entries from {@code high} on, which have moved right, may be removed; null when there are none
 */
public record Shard(
        ShardRef ref,
        long epoch,
        SortKey low,
        @Nullable SortKey high,
        @Nullable UUID next,
        State state,
        @Nullable Instant trimAfter) {
    /** What writers have to know. */
    public sealed interface State {}

    public record Open() implements State {}

    /**
     * Entries from {@code at} on are being copied to {@code child}; until that is done they are here, complete, and
     * writers write them in both.
     *
     * @param since when the split began
     */
    public record Splitting(SortKey at, UUID child, Instant since) implements State {}

    /** The bucket is being removed, unless the attempt {@code by} is called off; nothing may be added. */
    public record Sealed(UUID by) implements State {}

    /** The only shard of a new index. */
    public static Shard root(IndexId index) {
        return new Shard(index.root(), 1, SortKey.LOWEST, null, null, new Open(), null);
    }

    public boolean isLeftOf(SortKey key) {
        return high != null && key.compareTo(high) >= 0;
    }

    /** Where the shard to the right begins. */
    public IndexStore.Beginning right() {
        if (high == null || next == null) {
            throw new IllegalStateException("No shard is to the right of " + ref);
        }
        return new IndexStore.Beginning(high, next);
    }

    public Shard with(State changed) {
        return new Shard(ref, epoch + 1, low, high, next, changed, trimAfter);
    }

    /** This shard after a split has moved its entries from {@code split.at} on. */
    public Shard afterMove(Splitting split, Instant trim) {
        return new Shard(ref, epoch + 1, low, split.at(), split.child(), new Open(), trim);
    }

    /** The new shard that {@code split} makes of this one. */
    public Shard child(Splitting split) {
        return new Shard(ref.sibling(split.child()), 1, split.at(), high, next, new Open(), null);
    }

    public Shard trimmed() {
        return new Shard(ref, epoch + 1, low, high, next, state, null);
    }
}
