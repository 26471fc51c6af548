package io.casgate.catalog.core;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.BucketId;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.Checksum;
import io.casgate.catalog.DeleteMarker;
import io.casgate.catalog.ListedObject;
import io.casgate.catalog.ListedObject.Kind;
import io.casgate.catalog.NoSuchBucketException;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.index.Placement;
import io.casgate.catalog.index.SortedIndex;
import io.casgate.catalog.listing.ListSource;
import io.casgate.catalog.port.Head;
import io.casgate.catalog.port.Head.Dead;
import io.casgate.catalog.port.Head.Live;
import io.casgate.catalog.port.IndexId;
import io.casgate.catalog.port.IndexRow;
import io.casgate.catalog.port.ShardRef;
import io.casgate.catalog.port.SortKey;
import io.casgate.dedup.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entries of objects: derived from heads, and believed only as far as no marker says that the head may be ahead.
 * Whoever meets such a marker believes the head, and has the entry settled in the background.
 */
final class ObjectEntries {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectEntries.class);

    private final SortedIndex index;
    private final Heads heads;
    private final Seals seals;
    private final CatalogSettings settings;
    private final InstantSource clock;
    private final Executor background;
    private final FanOut fanOut;

    ObjectEntries(
            SortedIndex index,
            Heads heads,
            Seals seals,
            CatalogSettings settings,
            InstantSource clock,
            Executor background) {
        this.index = index;
        this.heads = heads;
        this.seals = seals;
        this.settings = settings;
        this.clock = clock;
        this.background = background;
        this.fanOut = new FanOut(settings.parallelReads());
    }

    static IndexId indexOf(BucketId bucket) {
        return new IndexId(bucket, IndexId.Kind.OBJECTS);
    }

    /** Announces that the key is about to get {@code version}. */
    Placement mark(Bucket bucket, ObjectKey key, long version) {
        return seals.mark(bucket, indexOf(bucket.id()), SortKey.of(key.utf8()), version);
    }

    /** Writes what became of it. When that fails the marker remains, and says enough. */
    void follow(Placement placement, Head head, boolean isNew) {
        try {
            settle(placement, head);
            if (isNew) {
                index.grown(placement);
            }
        } catch (StoreUnavailableException e) {
            LOG.debug("An entry is left to the next lister", e);
        }
    }

    private void settle(Placement placement, Head head) {
        switch (head.state()) {
            case Live live -> index.settle(placement, head.version(), listed(keyOf(placement.key()), live.current()));
            case Dead _ -> index.remove(placement, head.version());
        }
    }

    static ListedObject listed(ObjectKey key, StoredVersion version) {
        return switch (version) {
            case StoredObject object -> listed(key, object);
            case DeleteMarker marker ->
                new ListedObject(key, "", 0, marker.lastModified(), marker.owner(), "", null, null, Kind.DELETE_MARKER);
        };
    }

    private static ListedObject listed(ObjectKey key, StoredObject object) {
        ObjectAttributes attributes = object.attributes();
        @Nullable Checksum checksum = attributes.checksum();
        return new ListedObject(
                key,
                attributes.etag(),
                attributes.size(),
                object.lastModified(),
                attributes.owner(),
                attributes.storageClass(),
                checksum == null ? null : checksum.algorithm(),
                checksum == null ? null : checksum.type(),
                Kind.OBJECT);
    }

    private static ObjectKey keyOf(SortKey place) {
        return ObjectKey.ofUtf8(place.toBytes());
    }

    /** The objects; keys under delete markers are left out. */
    ListSource<ListedObject> in(Bucket bucket) {
        return new Source(bucket);
    }

    /** A key that has a version. */
    record LiveKey(ObjectKey key, Live live) {}

    /**
     * Some keys.
     *
     * @param next where to read on; null at the end
     */
    record LiveKeys(List<LiveKey> keys, @Nullable SortKey next) {
        LiveKeys {
            keys = List.copyOf(keys);
        }
    }

    /** Keys from {@code from} on that have a version, be it a delete marker, with their heads. */
    LiveKeys liveKeys(Bucket bucket, SortKey from, int limit) {
        SortedIndex.Stretch stretch = index.read(indexOf(bucket.id()), from, limit)
                .orElseThrow(() -> new NoSuchBucketException(bucket.name()));
        List<LiveKey> keys = new ArrayList<>();
        fanOut.map(stretch.rows(), row -> liveKey(bucket, stretch.shard(), row))
                .forEach(key -> key.ifPresent(keys::add));
        return new LiveKeys(keys, stretch.next());
    }

    private Optional<LiveKey> liveKey(Bucket bucket, ShardRef shard, IndexRow row) {
        ObjectKey key = keyOf(row.key());
        Optional<Head> head = heads.read(bucket.id(), key);
        if (row.isPending()) {
            repairLater(bucket.id(), shard, row, head);
        }
        return head.flatMap(Head::live).map(live -> new LiveKey(key, live));
    }

    /**
     * Whether the bucket has no version of any object, and none can appear whose writer has passed its shards' seals
     * already: what a marker announces is fenced.
     */
    boolean isEmpty(Bucket bucket) {
        @Nullable SortKey from = SortKey.LOWEST;
        while (from != null) {
            SortedIndex.Stretch stretch = index.readEverywhere(indexOf(bucket.id()), from, 100)
                    .orElseThrow(() -> new NoSuchBucketException(bucket.name()));
            for (IndexRow row : stretch.rows()) {
                if (!row.isPending() || !fenceAbsent(bucket.id(), row)) {
                    return false;
                }
            }
            from = stretch.next();
        }
        return true;
    }

    private boolean fenceAbsent(BucketId bucket, IndexRow row) {
        ObjectKey key = keyOf(row.key());
        while (true) {
            Optional<Head> head = heads.settle(bucket, key);
            if (head.isPresent() && head.get().state() instanceof Live) {
                return false;
            }
            if (Heads.version(head) >= row.marker()
                    || heads.fence(bucket, key, head, row.marker()).isPresent()) {
                return true;
            }
        }
    }

    private void repairLater(BucketId bucket, ShardRef shard, IndexRow row, Optional<Head> head) {
        boolean overdue = Versions.micros(clock.instant().minus(settings.markerGrace())) > row.marker();
        if (Heads.version(head) < row.marker() && !overdue) {
            return;
        }
        try {
            background.execute(() -> repair(bucket, shard, row, head));
        } catch (RejectedExecutionException e) {
            LOG.debug("Repair of an entry is left to the next lister");
        }
    }

    private void repair(BucketId bucket, ShardRef shard, IndexRow row, Optional<Head> head) {
        try {
            Optional<Head> reached = Heads.version(head) >= row.marker()
                    ? head
                    : heads.fence(bucket, keyOf(row.key()), head, row.marker());
            reached.ifPresent(state -> settle(new Placement(row.key(), List.of(shard)), state));
        } catch (RuntimeException e) {
            LOG.debug("Repair of an entry is left to the next lister", e);
        }
    }

    private final class Source implements ListSource<ListedObject> {
        private final Bucket bucket;

        Source(Bucket bucket) {
            this.bucket = bucket;
        }

        @Override
        public SortKey placeOf(String prefix) {
            return SortKey.of(prefix.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Stretch<ListedObject> read(SortKey from, int limit) {
            SortedIndex.Stretch stretch = index.read(indexOf(bucket.id()), from, limit)
                    .orElseThrow(() -> new NoSuchBucketException(bucket.name()));
            List<IndexRow> pending =
                    stretch.rows().stream().filter(IndexRow::isPending).toList();
            Iterator<Optional<ListedObject>> asked =
                    fanOut.map(pending, row -> ask(stretch.shard(), row)).iterator();
            List<Item<ListedObject>> items = new ArrayList<>();
            for (IndexRow row : stretch.rows()) {
                Optional<ListedObject> shown = row.isPending() ? asked.next() : Optional.ofNullable(row.listed());
                shown.filter(listed -> listed.kind() == Kind.OBJECT)
                        .ifPresent(listed ->
                                items.add(new Item<>(row.key(), listed.key().value(), listed)));
            }
            return new Stretch<>(items, stretch.next());
        }

        private Optional<ListedObject> ask(ShardRef shard, IndexRow row) {
            ObjectKey key = keyOf(row.key());
            Optional<Head> head = heads.read(bucket.id(), key);
            repairLater(bucket.id(), shard, row, head);
            return head.flatMap(Head::current).map(version -> listed(key, version));
        }
    }
}
