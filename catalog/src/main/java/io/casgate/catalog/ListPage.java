package io.casgate.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing. Items and common prefixes are each in the order of their UTF-8 bytes, and together they are one
 * stretch of the listing.
 *
 * @param next where the next page begins, after the whole group when the last result was a common prefix; null when
 *     the listing ends here
 */
public record ListPage<T>(
        List<T> items,
        List<String> commonPrefixes,
        @Nullable ListStart next) {
    public ListPage {
        items = List.copyOf(items);
        commonPrefixes = List.copyOf(commonPrefixes);
    }

    public boolean truncated() {
        return next != null;
    }
}
