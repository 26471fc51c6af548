package io.casgate.catalog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What must hold of a key's current object for a change to be made; decided in the same compare-and-set as the change.
 * ETags are compared exactly and have no quotes.
 */
public sealed interface Condition {
    /** Decides for the key's current object, empty when there is none. */
    default Verdict check(Optional<StoredObject> current) {
        Optional<String> etag = current.map(object -> object.attributes().etag());
        return switch (this) {
            case None _ -> Verdict.GO;
            case IfAbsent _ -> etag.isEmpty() ? Verdict.GO : Verdict.PRECONDITION_FAILED;
            case IfPresent _ -> etag.isPresent() ? Verdict.GO : Verdict.NO_SUCH_KEY;
            case IfMatch(Set<String> etags) ->
                etag.map(e -> etags.contains(e) ? Verdict.GO : Verdict.PRECONDITION_FAILED)
                        .orElse(Verdict.NO_SUCH_KEY);
            case IfNoneMatch(Set<String> etags) ->
                etag.filter(etags::contains).isEmpty() ? Verdict.GO : Verdict.PRECONDITION_FAILED;
            case IfCurrent(StoredObject object) ->
                current.map(there -> there.equals(object) ? Verdict.GO : Verdict.PRECONDITION_FAILED)
                        .orElse(Verdict.NO_SUCH_KEY);
            case IfSize(long size) ->
                unless(current.filter(object -> object.attributes().size() != size));
            case IfLastModified(Instant time) ->
                unless(current.filter(object -> !seconds(object.lastModified()).equals(seconds(time))));
            case All(List<Condition> conditions) ->
                conditions.stream()
                        .map(condition -> condition.check(current))
                        .filter(verdict -> verdict != Verdict.GO)
                        .findFirst()
                        .orElse(Verdict.GO);
        };
    }

    /** Whether a version may be removed: no condition holds of a delete marker. */
    default boolean allowsRemoval(StoredVersion version) {
        return switch (version) {
            case StoredObject object -> check(Optional.of(object)) == Verdict.GO;
            case DeleteMarker _ -> this instanceof None;
        };
    }

    private static Verdict unless(Optional<StoredObject> other) {
        return other.isEmpty() ? Verdict.GO : Verdict.PRECONDITION_FAILED;
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** What {@link #check} found. S3 tells a missing key (404) from one that does not match (412). */
    enum Verdict {
        GO,
        PRECONDITION_FAILED,
        NO_SUCH_KEY
    }

    /** Always holds. */
    record None() implements Condition {}

    /** {@code If-None-Match: *}. */
    record IfAbsent() implements Condition {}

    /** {@code If-Match: *}. */
    record IfPresent() implements Condition {}

    /** {@code If-Match: "..."}: one of the ETags. */
    record IfMatch(Set<String> etags) implements Condition {
        public IfMatch {
            etags = Set.copyOf(etags);
        }
    }

    /** {@code If-None-Match: "..."}: none of the ETags; holds when there is no object. */
    record IfNoneMatch(Set<String> etags) implements Condition {
        public IfNoneMatch {
            etags = Set.copyOf(etags);
        }
    }

    /** The object has so many bytes; holds when there is none. */
    record IfSize(long size) implements Condition {}

    /** The object is of this time, in whole seconds, as Last-Modified tells it; holds when there is none. */
    record IfLastModified(Instant time) implements Condition {}

    /** Nothing has changed since the object was read: it is this version, and described so. */
    record IfCurrent(StoredObject object) implements Condition {}

    /** Each of several. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }
    }
}
