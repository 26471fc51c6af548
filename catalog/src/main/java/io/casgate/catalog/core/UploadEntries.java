package io.casgate.catalog.core;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.BucketId;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.NoSuchBucketException;
import io.casgate.catalog.Upload;
import io.casgate.catalog.index.SortedIndex;
import io.casgate.catalog.listing.ListSource;
import io.casgate.catalog.port.IndexId;
import io.casgate.catalog.port.SortKey;
import io.casgate.catalog.port.UploadRegister;
import io.casgate.catalog.port.UploadRow;
import io.casgate.catalog.port.UploadRow.Completing;
import io.casgate.catalog.port.UploadRow.Open;
import io.casgate.dedup.StoreUnavailableException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sorted entries of uploads. They are markers and nothing else: a listing asks each upload's row whether it is still
 * there, and has entries of ended uploads removed in the background.
 */
final class UploadEntries {
    private static final Logger LOG = LoggerFactory.getLogger(UploadEntries.class);

    private final SortedIndex index;
    private final UploadRegister register;
    private final Seals seals;
    private final CatalogSettings settings;
    private final InstantSource clock;
    private final Executor background;
    private final FanOut fanOut;

    UploadEntries(
            SortedIndex index,
            UploadRegister register,
            Seals seals,
            CatalogSettings settings,
            InstantSource clock,
            Executor background) {
        this.index = index;
        this.register = register;
        this.seals = seals;
        this.settings = settings;
        this.clock = clock;
        this.background = background;
        this.fanOut = new FanOut(settings.parallelReads());
    }

    static IndexId indexOf(BucketId bucket) {
        return new IndexId(bucket, IndexId.Kind.UPLOADS);
    }

    void add(Bucket bucket, Upload upload) {
        SortKey place = new UploadPlace(upload.key(), upload.id()).toSortKey();
        index.grown(seals.mark(bucket, indexOf(bucket.id()), place, Versions.micros(upload.initiated())));
    }

    void remove(Upload upload) {
        remove(upload.bucket(), new UploadPlace(upload.key(), upload.id()));
    }

    /** The version is the initiation's, for no entry is ever written after an upload's first. */
    private void remove(BucketId bucket, UploadPlace place) {
        try {
            index.remove(
                    indexOf(bucket),
                    place.toSortKey(),
                    Versions.micros(place.id().initiated()));
        } catch (StoreUnavailableException e) {
            LOG.debug("An upload's entry is left to the next lister", e);
        }
    }

    /** Every upload that may be under way, also such as have just ended. */
    List<UploadPlace> all(Bucket bucket) {
        List<UploadPlace> places = new ArrayList<>();
        @Nullable SortKey from = SortKey.LOWEST;
        while (from != null) {
            SortedIndex.Stretch stretch = index.readEverywhere(indexOf(bucket.id()), from, 1000)
                    .orElseThrow(() -> new NoSuchBucketException(bucket.name()));
            stretch.rows().forEach(row -> places.add(UploadPlace.parse(row.key())));
            from = stretch.next();
        }
        return places;
    }

    ListSource<Upload> in(Bucket bucket) {
        return new Source(bucket);
    }

    private final class Source implements ListSource<Upload> {
        private final Bucket bucket;

        Source(Bucket bucket) {
            this.bucket = bucket;
        }

        @Override
        public SortKey placeOf(String prefix) {
            return UploadPlace.ofPrefix(prefix);
        }

        @Override
        public Stretch<Upload> read(SortKey from, int limit) {
            SortedIndex.Stretch stretch = index.read(indexOf(bucket.id()), from, limit)
                    .orElseThrow(() -> new NoSuchBucketException(bucket.name()));
            List<Optional<Item<Upload>>> shown = fanOut.map(stretch.rows(), row -> show(row.key()));
            return new Stretch<>(shown.stream().flatMap(Optional::stream).toList(), stretch.next());
        }

        private Optional<Item<Upload>> show(SortKey key) {
            UploadPlace place = UploadPlace.parse(key);
            Optional<UploadRow> row = register.read(place.id());
            if (row.isPresent() && isUnderWay(row.get())) {
                return Optional.of(
                        new Item<>(key, place.key().value(), row.get().upload()));
            }
            removeLater(place);
            return Optional.empty();
        }

        /** An entry is written before its upload's row: one that is young may still get it. */
        private void removeLater(UploadPlace place) {
            if (clock.instant().isBefore(place.id().initiated().plus(settings.markerGrace()))) {
                return;
            }
            try {
                background.execute(() -> remove(bucket.id(), place));
            } catch (RejectedExecutionException e) {
                LOG.debug("An upload's entry is left to the next lister");
            }
        }
    }

    static boolean isUnderWay(UploadRow row) {
        return row.state() instanceof Open || row.state() instanceof Completing;
    }
}
