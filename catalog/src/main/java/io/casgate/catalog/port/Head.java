package io.casgate.catalog.port;

import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.ObjectLock;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.UploadId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of a key.
 *
 * @param version greater than that of every state before it
 * @param change names the compare-and-set that made this state, so that its author knows it again
 * @param parent the change that made the state before; null when there was none
 */
public record Head(long version, UUID change, @Nullable UUID parent, State state) {
    /** Live or dead. */
    public sealed interface State {}

    /**
     * The key has a version, an object or a delete marker.
     *
     * @param current the newest version
     * @param older what the key has besides
     * @param upload the multipart upload that the current object comes from; null for none, or when it is long since
     */
    public record Live(
            StoredVersion current, Older older, @Nullable UploadId upload) implements State {}

    /** There is none, but its version is remembered for some time. */
    public record Dead() implements State {}

    /**
     * The versions below the current one, which are rows of {@link VersionStore}. What the head says goes before what
     * the rows say.
     *
     * @param rows whether to look for any
     * @param nullVersion the number of the null version among them, 0 for none: no other row counts as a null version
     * @param lowest the number of the key's first version since it last had none: rows below it are left from before
     * @param pending the change of a row that this head stands for; it is carried out at the latest before the head moves
     *     on; null for none
     */
    public record Older(
            Rows rows,
            long nullVersion,
            long lowest,
            @Nullable RowChange pending) {
        /** Whether there are rows of older versions. */
        public enum Rows {
            NONE,
            MAYBE
        }

        /** There is none below {@code first}. */
        public static Older noneBelow(StoredVersion first) {
            return new Older(Rows.NONE, 0, first.version(), null);
        }

        /** The version that a row is; empty when it is what a change that was not made has left, or one that was. */
        public Optional<StoredVersion> see(StoredVersion row) {
            boolean counts = row.version() >= lowest && (!row.id().isNull() || row.version() == nullVersion);
            if (!counts || pending == null || pending.number() != row.version()) {
                return counts ? Optional.of(row) : Optional.empty();
            }
            return pending.apply(row);
        }

        /** This after the pending change was carried out. */
        public Older settled() {
            return with(null);
        }

        public Older with(@Nullable RowChange change) {
            return new Older(rows, nullVersion, lowest, change);
        }

        public Older withNullVersion(long number) {
            return new Older(rows, number, lowest, pending);
        }

        /** This with {@code rows}, and without a pending change. */
        public Older withRows(long nullNumber) {
            return new Older(Rows.MAYBE, nullNumber, lowest, null);
        }
    }

    /** What becomes of the row of an older version. */
    public sealed interface RowChange {
        /** The version's number. */
        long number();

        default Optional<StoredVersion> apply(StoredVersion row) {
            return switch (this) {
                case Removed _ -> Optional.empty();
                case Amended amended ->
                    Optional.of(row)
                            .filter(StoredObject.class::isInstance)
                            .map(StoredObject.class::cast)
                            .map(object -> object.with(amended.attributes(object)));
            };
        }
    }

    /** It goes. */
    public record Removed(long number) implements RowChange {}

    /**
     * Its tags, ACL, lock and storage class become these.
     *
     * @param storageClass null in heads from before it could change
     */
    public record Amended(
            long number,
            Map<String, String> tags,
            @Nullable String acl,
            ObjectLock lock,
            @Nullable String storageClass) implements RowChange {
        public Amended {
            tags = Map.copyOf(tags);
        }

        public static Amended of(StoredObject changed) {
            ObjectAttributes attributes = changed.attributes();
            return new Amended(
                    changed.version(),
                    attributes.tags(),
                    attributes.acl(),
                    attributes.lock(),
                    attributes.storageClass());
        }

        private ObjectAttributes attributes(StoredObject row) {
            return row.attributes()
                    .with(description -> description
                            .withTags(tags)
                            .withAcl(acl)
                            .withLock(lock)
                            .withStorageClass(storageClass == null ? description.storageClass() : storageClass));
        }
    }

    public Head with(State changed) {
        return new Head(version, change, parent, changed);
    }

    public Optional<Live> live() {
        return state instanceof Live live ? Optional.of(live) : Optional.empty();
    }

    /** The newest version, be it a delete marker. */
    public Optional<StoredVersion> current() {
        return live().map(Live::current);
    }

    public Optional<StoredObject> object() {
        return current().filter(StoredObject.class::isInstance).map(StoredObject.class::cast);
    }
}
