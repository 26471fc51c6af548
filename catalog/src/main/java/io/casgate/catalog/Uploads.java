package io.casgate.catalog;

import io.casgate.dedup.PendingContent;
import io.casgate.dedup.manifest.Content;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Multipart uploads. An upload's row is the register of its parts: exactly one of racing completions and abortions wins,
 * and a part is acknowledged only while the upload is open. An upload is named by its bucket, key and id; an id under
 * another bucket or key is no such upload. Safe for use by many threads.
 */
public interface Uploads {
    /**
     * Begins an upload.
     *
     * @throws NoSuchBucketException when the bucket was removed meanwhile
     */
    Upload create(Bucket bucket, ObjectKey key, NewUpload upload);

    /** The upload while it is open (or being completed). */
    Optional<Upload> find(Bucket bucket, ObjectKey key, UploadId id);

    /**
     * Stores a part; the content of the part that it replaces is put in the trash first.
     *
     * @param beforeCompareAndSet as in {@link Objects#publish}
     * @return empty when there is no such open upload: nothing names the content then
     * @throws UnknownOutcomeException when it may or may not have been stored
     */
    Optional<Part> putPart(Bucket bucket, ObjectKey key, UploadId id, NewPart part, Runnable beforeCompareAndSet);

    /**
     * One page of the upload's parts, by number.
     *
     * @param after the part number after which to begin; 0 for the first
     * @param max how many at most, 0 or more
     * @return empty when there is no such open upload
     */
    Optional<PartPage> listParts(Bucket bucket, ObjectKey key, UploadId id, int after, int max);

    /**
     * One page of the bucket's open uploads, by key and, for one key, by initiation.
     *
     * @throws NoSuchBucketException when the bucket was removed meanwhile
     */
    UploadPage list(Bucket bucket, UploadQuery query);

    /**
     * Publishes the object that the named parts make, and puts unused parts in the trash. Said again within a day, it
     * gives the same answer again, whatever happened to the key since.
     *
     * @param requested in the order of the request
     * @param assembler may be called again when a race was lost
     * @throws UnknownOutcomeException when it may or may not have been published; saying it again finds out
     */
    Completion complete(
            Bucket bucket,
            ObjectKey key,
            UploadId id,
            List<RequestedPart> requested,
            Condition condition,
            Assembler assembler);

    /**
     * Ends the upload; its parts' contents go to the trash. When this has returned, no part can be stored any more.
     *
     * @return whether there was such an upload to end
     * @throws UnknownOutcomeException when it may or may not have ended; saying it again finds out
     */
    boolean abort(Bucket bucket, ObjectKey key, UploadId id);

    /** What {@link #create} needs to know; see {@link Upload}. */
    record NewUpload(
            ObjectDescription description,
            @Nullable String checksumAlgorithm,
            @Nullable ChecksumType checksumType) {}

    /** What {@link #putPart} needs to know; see {@link Part}. */
    record NewPart(int number, String etag, @Nullable Checksum checksum, Content content) {}

    /**
     * A part as CompleteMultipartUpload names it.
     *
     * @param etag without quotes
     * @param checksum base64, to be compared with the stored part's; null when the request has none
     */
    record RequestedPart(int number, String etag, @Nullable String checksum) {}

    /** Turns verified parts into the object that they make. */
    @FunctionalInterface
    interface Assembler {
        /**
         * Called before anything is changed: what it throws is passed on, and the upload stays open. The catalog closes
         * what it returns, after telling it how it ended.
         */
        Assembly assemble(Upload upload, List<Part> parts);
    }

    /** The object to be published, and its content, joined but not yet named by any row. */
    record Assembly(ObjectAttributes attributes, PendingContent content) {}

    /**
     * Some of an upload's parts.
     *
     * @param next for {@code after} of the next page; 0 when this is the last
     */
    record PartPage(Upload upload, List<Part> parts, int next) {
        public PartPage {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Which uploads to list; {@code prefix}, {@code delimiter} and {@code max} as in {@link ListQuery}.
     *
     * @param keyMarker only uploads of greater keys are listed, or, with an {@code idMarker}, later ones of this key too;
     *     "" for all
     * @param idMarker null when the request has none
     */
    record UploadQuery(
            String prefix,
            String delimiter,
            String keyMarker,
            @Nullable UploadId idMarker,
            int max) {}

    /**
     * A page of uploads.
     *
     * @param nextKeyMarker for the next page; null when this is the last
     * @param nextIdMarker for the next page; null also when the page ends in a common prefix
     */
    record UploadPage(
            List<Upload> uploads,
            List<String> commonPrefixes,
            @Nullable String nextKeyMarker,
            @Nullable UploadId nextIdMarker) {
        public UploadPage {
            uploads = List.copyOf(uploads);
            commonPrefixes = List.copyOf(commonPrefixes);
        }
    }

    /** What became of {@link #complete}. */
    sealed interface Completion {
        /** Published, now or by an earlier request of which this is a repetition. */
        record Completed(CompletedObject object) implements Completion {}

        record NoSuchUpload() implements Completion {}

        /** A part is missing, or its ETag or checksum is another. */
        record InvalidPart(int number) implements Completion {}

        record InvalidPartOrder() implements Completion {}

        /** A part that is not the last has fewer bytes than parts must have. */
        record EntityTooSmall(int number, long size, long minimum) implements Completion {}

        record PreconditionFailed() implements Completion {}

        /** The condition asks for an object, and there is none. */
        record NoSuchKey() implements Completion {}
    }

    /** What CompleteMultipartUpload answers, kept for a day or longer. */
    record CompletedObject(String etag, @Nullable Checksum checksum, long version, VersionId id) {}
}
