package io.casgate.catalog;

/** What lifecycle rules remove. */
public sealed interface Expirable {
    /** The key's current object: a bucket that keeps versions gets a delete marker, in any other the object is gone. */
    record Current() implements Expirable {}

    /** A delete marker that is the key's only version. */
    record LonelyMarker() implements Expirable {}

    /** A version, object or delete marker, that is not the current one; it is removed for good. */
    record Noncurrent(VersionId id) implements Expirable {}
}
