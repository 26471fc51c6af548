package io.casgate.catalog.listing;

import io.casgate.catalog.ListPage;
import io.casgate.catalog.ListStart;
import io.casgate.catalog.listing.ListSource.Item;
import io.casgate.catalog.listing.ListSource.Stretch;
import io.casgate.catalog.port.SortKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing, as S3's ListObjects defines it: items, with those that have the delimiter after the prefix
 * rolled up. Once a group is found, reading goes on after its end, so that a group costs one read whatever it holds.
 */
public final class Listing<T> {
    private static final int SMALLEST_READ = 64;

    private final ListSource<T> source;
    private final SortKey prefixPlace;
    private final String prefix;
    private final String delimiter;
    private final int max;
    private final List<T> items = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private @Nullable ListStart last;
    private @Nullable SortKey skipTo;
    private boolean full;

    private Listing(ListSource<T> source, String prefix, String delimiter, int max) {
        this.source = source;
        this.prefix = prefix;
        this.delimiter = delimiter;
        this.max = max;
        this.prefixPlace = source.placeOf(prefix);
    }

    /** Lists from the item or group at or after {@code start} on. */
    public static <T> ListPage<T> list(
            ListSource<T> source, String prefix, String delimiter, @Nullable SortKey start, int max) {
        Listing<T> listing = new Listing<>(source, prefix, delimiter, max);
        if (max > 0 && start != null) {
            listing.run(start);
        }
        return new ListPage<>(listing.items, listing.groups, listing.full ? listing.last : null);
    }

    private void run(SortKey start) {
        @Nullable SortKey end = prefixPlace.endOfPrefix();
        @Nullable SortKey from = start.compareTo(prefixPlace) < 0 ? prefixPlace : start;
        int limit = firstLimit();
        while (from != null && !full && (end == null || from.compareTo(end) < 0)) {
            Stretch<T> stretch = source.read(from, limit);
            for (Item<T> item : stretch.items()) {
                take(item);
            }
            boolean jumped =
                    skipTo != null && stretch.next() != null && stretch.next().compareTo(skipTo) < 0;
            from = jumped ? skipTo : stretch.next();
            limit = jumped ? firstLimit() : Math.min(2 * limit, missing());
        }
    }

    /** Without a delimiter every row counts; with one, most rows may turn out to belong to a group that is skipped. */
    private int firstLimit() {
        return delimiter.isEmpty() ? missing() : Math.min(SMALLEST_READ, missing());
    }

    /** One more than fits, to know whether the listing goes on. */
    private int missing() {
        return max - items.size() - groups.size() + 1;
    }

    private void take(Item<T> item) {
        boolean skipped = skipTo != null && item.place().compareTo(skipTo) < 0;
        if (full || skipped || !item.name().startsWith(prefix)) {
            return;
        }
        if (items.size() + groups.size() == max) {
            full = true;
            return;
        }
        int found = delimiter.isEmpty() ? -1 : item.name().indexOf(delimiter, prefix.length());
        if (found < 0) {
            items.add(item.value());
            last = new ListStart.AfterKey(item.name());
        } else {
            String group = item.name().substring(0, found + delimiter.length());
            groups.add(group);
            last = new ListStart.AfterPrefix(group);
            skipTo = source.placeOf(group).endOfPrefix();
        }
    }
}
