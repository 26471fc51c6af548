package io.casgate.catalog;

/**
 * Where a listing begins. {@link ListPage#next} is one too; its {@link #text} is what S3's NextMarker shows, and kind
 * and text together make a continuation token.
 */
public sealed interface ListStart {
    /** The last key or common prefix that is not listed again; "" at the beginning. */
    String text();

    /** The first key. */
    static ListStart beginning() {
        return new AfterKey("");
    }

    /** Begins with the first key greater than {@code text}, which need not exist. */
    record AfterKey(String text) implements ListStart {}

    /** Begins with the first key that is greater than every key that begins with {@code text}. */
    record AfterPrefix(String text) implements ListStart {}

    /**
     * What a marker (ListObjects) or start-after (ListObjectsV2) means: a marker that is a common prefix stands for its
     * whole group, so that a group is never listed twice; any other is a key.
     */
    static ListStart ofMarker(String marker, String prefix, String delimiter) {
        boolean group = !delimiter.isEmpty()
                && marker.startsWith(prefix)
                && marker.endsWith(delimiter)
                && marker.indexOf(delimiter, prefix.length()) == marker.length() - delimiter.length();
        return group ? new AfterPrefix(marker) : new AfterKey(marker);
    }
}
