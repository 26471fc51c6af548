package io.casgate.catalog.core;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.index.Placement;
import io.casgate.catalog.port.Head;
import io.casgate.catalog.port.Head.Amended;
import io.casgate.catalog.port.Head.Removed;
import io.casgate.catalog.port.Head.RowChange;
import io.casgate.catalog.port.Trash;
import io.casgate.catalog.port.VersionStore;
import io.casgate.dedup.StoreUnavailableException;
import io.casgate.dedup.manifest.Content;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The order in which a key changes: what is pending of the change before; marker in the index; trash; row of the version
 * that is kept; the compare-and-set of the head; rows that the head says are changed or gone; entry. A process may die
 * after any of these: a marker makes listers ask the head, trash that is still named is not released, a row of the version
 * that is still current is not counted, and what the head says of a row goes before the row.
 */
final class KeyChange {
    private static final Logger LOG = LoggerFactory.getLogger(KeyChange.class);

    private final Heads heads;
    private final ObjectEntries entries;
    private final VersionStore rows;
    private final Trash trash;

    KeyChange(Heads heads, ObjectEntries entries, VersionStore rows, Trash trash) {
        this.heads = heads;
        this.entries = entries;
        this.rows = rows;
        this.trash = trash;
    }

    /**
     * Makes the change.
     *
     * @return false when another change came first
     */
    boolean make(Bucket bucket, ObjectKey key, Move move, Runnable beforeCompareAndSet) {
        Optional<Placement> placement = move.changesCurrent()
                ? Optional.of(entries.mark(bucket, key, move.to().version()))
                : Optional.empty();
        move.from().ifPresent(head -> carryOut(bucket, key, head));
        move.dropped().forEach(version -> discard(bucket, key, version));
        move.kept().ifPresent(version -> rows.put(bucket.id(), key, version, Heads.version(move.from())));
        beforeCompareAndSet.run();
        boolean made = heads.swap(bucket.id(), key, move.from(), move.to());
        if (made) {
            tidy(bucket, key, move);
            placement.ifPresent(place -> entries.follow(place, move.to(), move.isNew()));
        }
        return made;
    }

    private void discard(Bucket bucket, ObjectKey key, StoredVersion version) {
        if (version instanceof StoredObject object && !(object.attributes().content() instanceof Content.Inline)) {
            trash.add(new Trash.Item(
                    bucket.id(),
                    key,
                    null,
                    0,
                    object.version(),
                    object.attributes().content()));
        }
    }

    /** Makes a row what the head says it is. Whoever does it late, or again, does no harm. */
    private void carryOut(Bucket bucket, ObjectKey key, Head head) {
        @Nullable
        RowChange pending = head.live().map(live -> live.older().pending()).orElse(null);
        switch (pending) {
            case null -> {}
            case Removed(long number) -> rows.remove(bucket.id(), key, number, head.version());
            case Amended amended ->
                rows.find(bucket.id(), key, amended.number())
                        .flatMap(amended::apply)
                        .ifPresent(version -> rows.put(bucket.id(), key, version, head.version()));
        }
    }

    /** What fails is done by the next change of the key, or leaves a row that does not count. */
    private void tidy(Bucket bucket, ObjectKey key, Move move) {
        try {
            carryOut(bucket, key, move.to());
            for (StoredVersion version : move.leftOver()) {
                rows.remove(bucket.id(), key, version.version(), move.to().version());
            }
        } catch (StoreUnavailableException e) {
            LOG.debug("The row of a version is left to the next change of its key", e);
        }
    }
}
