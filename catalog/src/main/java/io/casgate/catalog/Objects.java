package io.casgate.catalog;

import io.casgate.catalog.ObjectLock.Bypass;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The objects of all buckets. Every change of a key is one compare-and-set on its head: a key's history is a line, and
 * reads and listings see everything acknowledged before them. Safe for use by many threads.
 */
public interface Objects {
    /** The key's current object; empty when there is none, or no such bucket. */
    default Optional<StoredObject> head(Bucket bucket, ObjectKey key) {
        return current(bucket, key).filter(StoredObject.class::isInstance).map(StoredObject.class::cast);
    }

    /** The key's newest version; empty when it has none, or there is no such bucket. */
    Optional<StoredVersion> current(Bucket bucket, ObjectKey key);

    /** One version of the key; empty when there is no such version, or no such bucket. */
    Optional<StoredVersion> version(Bucket bucket, ObjectKey key, VersionId id);

    /**
     * Makes {@code attributes} the key's current object. What it replaces is kept as an older version, or its content is
     * put in the trash first, as the bucket's versioning has it. Lost races
     * are run again while {@code condition} holds.
     *
     * @param beforeCompareAndSet called (more than once when a race was lost) after the head was read and before it may
     *     change, {@link io.casgate.dedup.PendingContent#requireAlive}; what it throws is passed on, and nothing is
     *     published then
     * @throws NoSuchBucketException when the bucket was removed meanwhile; nothing is published
     * @throws UnknownOutcomeException when it may or may not have been published
     */
    Publication publish(
            Bucket bucket,
            ObjectKey key,
            ObjectAttributes attributes,
            Condition condition,
            Runnable beforeCompareAndSet);

    /**
     * Removes the key's current object: a bucket that keeps versions gets a delete marker; otherwise the object is gone,
     * and its content is put in the trash first.
     *
     * @throws NoSuchBucketException when the bucket was removed meanwhile
     * @throws UnknownOutcomeException when it may or may not have been removed
     */
    Removal delete(Bucket bucket, ObjectKey key, Condition condition);

    /**
     * Removes one version, object or delete marker, for good; content is put in the trash first. If it was the newest, the
     * next one is current again. A version under a lock stays; which of a removal and a lock that race came first is
     * decided by the key's one compare-and-set.
     *
     * @param condition on the named version; a version that is not there is {@link Removal.Absent} under any
     * @throws UnknownOutcomeException when it may or may not have been removed
     */
    Removal deleteVersion(Bucket bucket, ObjectKey key, VersionId id, Condition condition, Bypass bypass);

    /** As above, and bypasses no lock. */
    default Removal deleteVersion(Bucket bucket, ObjectKey key, VersionId id, Condition condition) {
        return deleteVersion(bucket, key, id, condition, Bypass.NOTHING);
    }

    /**
     * Gives an object another name in its bucket: publishes {@code attributes} under the new one as {@link #publish} does,
     * and then removes the old name's object as {@link #delete} does, if that is still the one that was read. What dies
     * in between leaves both names, never none; what others read in between are both. When somebody has put another
     * object in the old place meanwhile, that is as if he had come after the renaming, and it stays. Tags, ACL and lock
     * that the old name gets while it is being renamed go with it.
     *
     * @param source the old name's current object, as it was read
     * @param attributes what the new name is to show; its content has to be shared under an owner of its own
     *     ({@link io.casgate.dedup.DedupStore#share}), for that of the old name is released
     * @param condition on the new name's current object
     * @param beforeCompareAndSet as in {@link #publish}
     * @throws IllegalArgumentException when the names are the same
     * @throws NoSuchBucketException when the bucket was removed meanwhile
     * @throws UnknownOutcomeException when the new name may be there, and the old one may be there still; the same again
     *     goes on
     */
    Renaming rename(
            Bucket bucket,
            ObjectKey from,
            ObjectKey to,
            StoredObject source,
            ObjectAttributes attributes,
            Condition condition,
            Runnable beforeCompareAndSet);

    /**
     * Changes the tags, ACL, lock and storage class of one version. Its number, its id and when it was published stay; so
     * does what listings show but the class.
     *
     * @param id null for the key's newest version
     * @param condition on the named version
     * @param change from the version as it is at this moment; called again when a race was lost; what it throws is passed
     *     on, and nothing is changed then
     * @throws IllegalArgumentException when {@code change} changes something else
     * @throws UnknownOutcomeException when it may or may not have been changed
     */
    Amendment amend(
            Bucket bucket,
            ObjectKey key,
            @Nullable VersionId id,
            Condition condition,
            UnaryOperator<ObjectDescription> change);

    /**
     * Removes what a lifecycle rule is about, if it is still there, and still due; what is locked is kept.
     *
     * @param due whether the version is due, as it is at the moment at which it is removed: asked again when a race was
     *     lost
     * @throws NoSuchBucketException when the bucket was removed meanwhile
     * @throws UnknownOutcomeException when it may or may not have been removed
     */
    Expiry expire(Bucket bucket, ObjectKey key, Expirable what, Predicate<StoredVersion> due);

    /**
     * One page of the bucket's objects in the order of their keys' UTF-8 bytes.
     *
     * @throws NoSuchBucketException when the bucket was removed meanwhile
     */
    ListPage<ListedObject> list(Bucket bucket, ListQuery query);

    /**
     * One page of the bucket's versions and delete markers, in the order of their keys' UTF-8 bytes, and of one key
     * newest first.
     *
     * @throws NoSuchBucketException when the bucket was removed meanwhile
     */
    VersionPage listVersions(Bucket bucket, VersionQuery query);

    /** What became of {@link #publish}. */
    sealed interface Publication {
        record Published(StoredObject object) implements Publication {}

        record PreconditionFailed() implements Publication {}

        /** The condition asks for an object, and there is none. */
        record NoSuchKey() implements Publication {}
    }

    /** What became of {@link #delete} and {@link #deleteVersion}. */
    sealed interface Removal {
        /** The version is gone. */
        record Removed(StoredVersion version) implements Removal {}

        /** What was there is kept, under a delete marker. */
        record Marked(DeleteMarker marker) implements Removal {}

        /** There was none to remove, which S3 calls a success, whatever the condition. */
        record Absent() implements Removal {}

        /** What is there is not what the condition asks for. */
        record PreconditionFailed() implements Removal {}

        /** The version is kept by its lock. */
        record Locked(ObjectLock lock) implements Removal {}
    }

    /** What became of {@link #rename}. */
    sealed interface Renaming {
        record Renamed(StoredObject object) implements Renaming {}

        /** The old name's current object is another by now, or there is none; nothing was published. */
        record SourceChanged() implements Renaming {}

        record PreconditionFailed() implements Renaming {}

        /** The condition asks for an object under the new name, and there is none. */
        record NoSuchKey() implements Renaming {}
    }

    /** What became of {@link #amend}. */
    sealed interface Amendment {
        record Amended(StoredObject object) implements Amendment {}

        record IsDeleteMarker(DeleteMarker marker) implements Amendment {}

        /** There is no such version. */
        record Absent() implements Amendment {}

        record PreconditionFailed() implements Amendment {}
    }

    /** What became of {@link #expire}. */
    enum Expiry {
        EXPIRED,
        /** It is gone, or something else, or not due. */
        SPARED,
        /** It is due, and must be kept. */
        LOCKED
    }

    /**
     * Which versions to list; {@code prefix}, {@code delimiter} and {@code max} as in {@link ListQuery}.
     *
     * @param keyMarker only versions of greater keys are listed, or, with a {@code versionMarker}, older ones of this key
     *     too; "" for all
     * @param versionMarker null when the request has none
     */
    record VersionQuery(
            String prefix,
            String delimiter,
            String keyMarker,
            @Nullable VersionId versionMarker,
            int max) {}

    /**
     * A page of versions.
     *
     * @param nextKeyMarker for the next page; null when this is the last
     * @param nextVersionMarker for the next page; null also when the page ends in a common prefix
     */
    record VersionPage(
            List<ListedVersion> versions,
            List<String> commonPrefixes,
            @Nullable String nextKeyMarker,
            @Nullable VersionId nextVersionMarker) {
        public VersionPage {
            versions = List.copyOf(versions);
            commonPrefixes = List.copyOf(commonPrefixes);
        }
    }
}
