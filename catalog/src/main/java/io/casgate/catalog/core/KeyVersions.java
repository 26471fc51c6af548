package io.casgate.catalog.core;

import io.casgate.catalog.BucketId;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.ObjectLock;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.UploadId;
import io.casgate.catalog.VersionId;
import io.casgate.catalog.Versioning;
import io.casgate.catalog.port.Head;
import io.casgate.catalog.port.Head.Amended;
import io.casgate.catalog.port.Head.Dead;
import io.casgate.catalog.port.Head.Live;
import io.casgate.catalog.port.Head.Older;
import io.casgate.catalog.port.Head.Removed;
import io.casgate.catalog.port.VersionStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key's versions, the current one in its head and older ones in rows, and how they change. */
final class KeyVersions {
    /** Rows read at once: a row may hold a small object's bytes. */
    private static final int PAGE = 100;

    /** Rows read for the one that becomes current again. */
    private static final int FEW = 4;

    private final VersionStore rows;
    private final Heads heads;
    private final SecureRandom random = new SecureRandom();

    KeyVersions(VersionStore rows, Heads heads) {
        this.rows = rows;
        this.heads = heads;
    }

    /** Makes a version of the number and id that it will have. */
    @FunctionalInterface
    interface Maker {
        StoredVersion make(long number, VersionId id);
    }

    /**
     * The change that makes a new version current. A null version under a lock is kept whatever is remembered of the
     * bucket, for it shows that the bucket keeps versions.
     */
    Move add(
            BucketId bucket,
            ObjectKey key,
            Optional<Head> head,
            Versioning versioning,
            Maker maker,
            @Nullable UploadId upload) {
        Move move = tryAdd(bucket, key, head, versioning, maker, upload);
        return move.dropped().stream().anyMatch(KeyVersions::isLocked)
                ? tryAdd(bucket, key, head, Versioning.ENABLED, maker, upload)
                : move;
    }

    static boolean isLocked(StoredVersion version) {
        return version instanceof StoredObject object
                && !object.attributes().lock().equals(ObjectLock.NONE);
    }

    private Move tryAdd(
            BucketId bucket,
            ObjectKey key,
            Optional<Head> head,
            Versioning versioning,
            Maker maker,
            @Nullable UploadId upload) {
        Head next = heads.next(head, new Dead());
        VersionId id = versioning == Versioning.ENABLED ? VersionId.create(next.version(), random) : VersionId.NULL;
        StoredVersion added = maker.make(next.version(), id);
        if (head.flatMap(Head::live).isEmpty()) {
            Live first = new Live(added, Older.noneBelow(added), upload);
            return new Move(head, next.with(first), Optional.empty(), List.of());
        }
        Live live = head.flatMap(Head::live).orElseThrow();
        StoredVersion current = live.current();
        if (id.isNull() && current.id().isNull()) {
            Live replaced = new Live(added, live.older().settled(), upload);
            return new Move(head, next.with(replaced), Optional.empty(), List.of(current));
        }
        List<StoredVersion> dropped = id.isNull() ? olderNull(bucket, key, live.older()) : List.of();
        long olderNull =
                current.id().isNull() ? current.version() : live.older().nullVersion();
        Older older = live.older().withRows(id.isNull() ? 0 : olderNull);
        return new Move(head, next.with(new Live(added, older, upload)), Optional.of(current), dropped);
    }

    private List<StoredVersion> olderNull(BucketId bucket, ObjectKey key, Older older) {
        return older.nullVersion() == 0
                ? List.of()
                : rows.find(bucket, key, older.nullVersion()).flatMap(older::see).stream()
                        .toList();
    }

    /** The change that removes the current version: the next one, if there is any, is current again. */
    Move dropCurrent(BucketId bucket, ObjectKey key, Head head, Live live) {
        Older left = removing(live.older(), live.current());
        Head.State state = newestOlder(bucket, key, live)
                .<Head.State>map(version -> {
                    long nullVersion = version.id().isNull() ? 0 : left.nullVersion();
                    return new Live(version, left.withNullVersion(nullVersion), null);
                })
                .orElseGet(Dead::new);
        Optional<Head> from = Optional.of(head);
        return new Move(from, heads.next(from, state), Optional.empty(), List.of(live.current()));
    }

    private Optional<StoredVersion> newestOlder(BucketId bucket, ObjectKey key, Live live) {
        long below = live.current().version();
        boolean more = live.older().rows() == Older.Rows.MAYBE;
        while (more) {
            List<StoredVersion> page = rows.below(bucket, key, below, FEW);
            Optional<StoredVersion> found =
                    page.stream().flatMap(row -> live.older().see(row).stream()).findFirst();
            if (found.isPresent()) {
                return found;
            }
            more = page.size() == FEW && page.getLast().version() > live.older().lowest();
            below = more ? page.getLast().version() : below;
        }
        return Optional.empty();
    }

    /** A row may be a removed version's also while that is current; which row is a null version, the head says anyway. */
    private static Older removing(Older older, StoredVersion version) {
        boolean isOlderNull = version.version() == older.nullVersion();
        return older.withNullVersion(isOlderNull ? 0 : older.nullVersion())
                .with(version.id().isNull() ? null : new Removed(version.version()));
    }

    /** The change that removes an older version. */
    Move dropOlder(Head head, Live live, StoredVersion version) {
        Optional<Head> from = Optional.of(head);
        Live state = new Live(live.current(), removing(live.older(), version), live.upload());
        return new Move(from, heads.next(from, state), Optional.empty(), List.of(version));
    }

    /** The change that gives a version, current or older, other attributes. */
    Move amend(Head head, Live live, StoredObject changed) {
        boolean isCurrent = live.current().version() == changed.version();
        Older older = isCurrent ? live.older().settled() : live.older().with(Amended.of(changed));
        Optional<Head> from = Optional.of(head);
        Live state = new Live(isCurrent ? changed : live.current(), older, live.upload());
        return new Move(from, heads.next(from, state), Optional.empty(), List.of());
    }

    /** A version of the key, current or older. */
    Optional<StoredVersion> find(BucketId bucket, ObjectKey key, Live live, VersionId id) {
        if (live.current().id().equals(id)) {
            return Optional.of(live.current());
        }
        long number = id.number().orElse(live.older().nullVersion());
        if (number == 0 || live.older().rows() == Older.Rows.NONE) {
            return Optional.empty();
        }
        return rows.find(bucket, key, number).filter(row -> row.id().equals(id)).flatMap(live.older()::see);
    }

    /**
     * Some of a key's versions, newest first.
     *
     * @param rest the greatest number that those which follow can have; 0 when none do
     */
    record Some(List<StoredVersion> versions, long rest) {
        Some {
            versions = List.copyOf(versions);
        }
    }

    /** Versions with numbers up to {@code atMost}: about {@code limit}, at most a page. */
    Some list(BucketId bucket, ObjectKey key, Live live, long atMost, int limit) {
        List<StoredVersion> versions = new ArrayList<>();
        long current = live.current().version();
        if (current <= atMost) {
            versions.add(live.current());
        }
        if (live.older().rows() == Older.Rows.NONE) {
            return new Some(versions, 0);
        }
        int wanted = Math.min(PAGE, limit);
        long below = atMost < current ? atMost + 1 : current;
        List<StoredVersion> page = rows.below(bucket, key, below, wanted);
        page.stream().flatMap(row -> live.older().see(row).stream()).forEach(versions::add);
        boolean more =
                page.size() == wanted && page.getLast().version() > live.older().lowest();
        return new Some(versions, more ? page.getLast().version() - 1 : 0);
    }
}
