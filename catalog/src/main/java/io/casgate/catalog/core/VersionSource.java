package io.casgate.catalog.core;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.ListedVersion;
import io.casgate.catalog.ListedVersion.Age;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.listing.ListSource;
import io.casgate.catalog.port.Head.Live;
import io.casgate.catalog.port.SortKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bucket's versions in the order of {@link VersionPlace}: the index says which keys there are, their heads and rows
 * which versions they have.
 */
final class VersionSource implements ListSource<ListedVersion> {
    /** Keys whose versions are read for one stretch. */
    private static final int KEYS = 64;

    private final Bucket bucket;
    private final ObjectEntries entries;
    private final KeyVersions versions;
    private final FanOut fanOut;

    VersionSource(Bucket bucket, ObjectEntries entries, KeyVersions versions, FanOut fanOut) {
        this.bucket = bucket;
        this.entries = entries;
        this.versions = versions;
        this.fanOut = fanOut;
    }

    @Override
    public SortKey placeOf(String prefix) {
        return UploadPlace.ofPrefix(prefix);
    }

    /** Ends early after a key that has more versions than were read. */
    @Override
    public Stretch<ListedVersion> read(SortKey from, int limit) {
        VersionPlace start = VersionPlace.parse(from);
        ObjectEntries.LiveKeys keys = entries.liveKeys(bucket, start.key(), Math.min(KEYS, limit));
        List<KeyVersions.Some> all = fanOut.map(keys.keys(), key -> {
            boolean first = SortKey.of(key.key().utf8()).equals(start.key());
            return versions.list(bucket.id(), key.key(), key.live(), first ? start.atMost() : Long.MAX_VALUE, limit);
        });
        List<Item<ListedVersion>> items = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            ObjectEntries.LiveKey key = keys.keys().get(i);
            all.get(i).versions().forEach(version -> items.add(item(key, version)));
            if (all.get(i).rest() > 0) {
                return new Stretch<>(
                        items, VersionPlace.of(key.key().value(), all.get(i).rest()));
            }
        }
        @Nullable SortKey next = keys.next();
        return new Stretch<>(items, next == null ? null : SortKey.of(UploadPlace.escape(next)));
    }

    private static Item<ListedVersion> item(ObjectEntries.LiveKey key, StoredVersion version) {
        ObjectKey name = key.key();
        Live live = key.live();
        Age age = live.current().version() == version.version() ? Age.LATEST : Age.OLDER;
        ListedVersion listed =
                new ListedVersion(ObjectEntries.listed(name, version), version.version(), version.id(), age);
        return new Item<>(VersionPlace.of(name.value(), version.version()), name.value(), listed);
    }
}
