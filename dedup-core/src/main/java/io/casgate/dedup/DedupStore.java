package io.casgate.dedup;

import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.manifest.Span;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/**
 * Bytes in, {@link Content} out, and back: every block is stored once per {@link Domain}. Safe for use by any number
 * of threads; every method may block on Cassandra and is meant for virtual threads.
 *
 * <p>What is written stays invisible and may be reclaimed until the caller has published a row that names the content
 * and has told {@link PendingContent#published()} so.
 */
public interface DedupStore extends AutoCloseable {
    /** Begins a body that is to be published in {@code target}. {@code similar} are contents that it is likely to repeat, such as the version it overwrites. */
    ContentWriter write(Domain domain, Target target, List<Content> similar);

    /**
     * Opens {@code length} bytes of a body from {@code offset}.
     *
     * @throws IndexOutOfBoundsException when the range does not lie in the body
     */
    ContentReader read(Content content, long offset, long length);

    /**
     * Shares a range of stored bytes under an owner of its own (CopyObject, UploadPartCopy) without moving them: costs
     * are in extents, not in bytes.
     */
    PendingContent share(Domain domain, Target target, Content source, long offset, long length);

    /**
     * Joins parts, by number, to one body (CompleteMultipartUpload): the parts' references carry over to it. The row that
     * names it has to replace those that name the parts in one compare-and-set.
     */
    PendingContent join(Target target, List<NumberedPart> parts);

    /**
     * Makes a body of {@code base} and, after it, {@code more}; no stored byte is moved, and the references of both carry
     * over to it. It has one part more than {@code base} (which counts as one when it has none), numbered from 1 without
     * gaps; a body that is small enough to be inline has none.
     *
     * <p>The row that names it has to be the register that {@code target} names, and may replace only a state whose current
     * version names {@code base}. Once that is {@linkplain PendingContent#published() published}, so is {@code more};
     * until then, {@code more} can be appended to something else, after a race was lost.
     *
     * @param more written for the same target
     * @param checksum of {@code more}, as in {@link NumberedPart}
     * @throws IllegalArgumentException when there would be more than 10,000 parts
     */
    PendingContent append(Domain domain, Target target, Content base, PendingContent more, ByteBuffer checksum);

    /**
     * Parts of a body that was joined, by number; costs are in pages of the manifest, of which it looks for the first as
     * in a sorted list. A body that was not joined has none.
     *
     * @param after the part number after which to begin; 0 for the first
     * @param max how many at most
     */
    List<JoinedPart> parts(Content content, int after, int max);

    /** The spans of a body, in order, read page by page; close the stream. */
    Stream<Span> spans(Content content);

    @Override
    void close();

    /**
     * A part's content under the number that it has in its upload.
     *
     * @param checksum bytes that {@link #parts} gives back, at most 64; empty for none
     */
    record NumberedPart(int partNumber, Content content, ByteBuffer checksum) {
        public NumberedPart(int partNumber, Content content) {
            this(partNumber, content, Span.NO_CHECKSUM);
        }
    }

    /**
     * A part of a body that was joined.
     *
     * @param offset where it begins in the body
     * @param checksum that it was joined with; empty for none
     */
    record JoinedPart(int partNumber, long offset, long length, ByteBuffer checksum) {}
}
