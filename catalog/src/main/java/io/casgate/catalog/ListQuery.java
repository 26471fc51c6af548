package io.casgate.catalog;

/**
 * What to list.
 *
 * @param prefix what the keys begin with; "" for all
 * @param delimiter keys that have it after the prefix are rolled up to their common prefix, delimiter included; "" for
 *     none, else of any length
 * @param start where to begin
 * @param max how many objects and common prefixes together, 0 or more (S3's limit is 1000)
 */
public record ListQuery(String prefix, String delimiter, ListStart start, int max) {
    public ListQuery {
        if (max < 0) {
            throw new IllegalArgumentException("A page of " + max + " keys");
        }
    }
}
