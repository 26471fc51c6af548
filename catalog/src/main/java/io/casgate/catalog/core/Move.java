package io.casgate.catalog.core;

import io.casgate.catalog.StoredObject;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.port.Head;
import java.util.List;
import java.util.Optional;

/**
 * A change of a key, decided and not yet made.
 *
 * @param from the head that it replaces
 * @param to the head that it makes
 * @param kept the version that stops being current, and stays
 * @param dropped the versions that are gone when the change is made
 */
record Move(Optional<Head> from, Head to, Optional<StoredVersion> kept, List<StoredVersion> dropped) {
    Move {
        dropped = List.copyOf(dropped);
    }

    /** Whether listings show something else afterwards: another version, or the same in another storage class. */
    boolean changesCurrent() {
        return !from.flatMap(Head::current).map(Shown::of).equals(to.current().map(Shown::of));
    }

    private record Shown(long version, String storageClass) {
        static Shown of(StoredVersion version) {
            return new Shown(
                    version.version(),
                    version instanceof StoredObject object ? object.attributes().storageClass() : "");
        }
    }

    /** Whether the key had no entry in the index. */
    boolean isNew() {
        return from.flatMap(Head::live).isEmpty();
    }

    /**
     * Versions whose rows may be there, and do not count any more: null versions, since only the head says which row is
     * one, and all when none is left.
     */
    List<StoredVersion> leftOver() {
        boolean rows = from.flatMap(Head::live)
                .filter(live -> live.older().rows() == Head.Older.Rows.MAYBE)
                .isPresent();
        return dropped.stream()
                .filter(version -> rows && (version.id().isNull() || to.live().isEmpty()))
                .toList();
    }
}
