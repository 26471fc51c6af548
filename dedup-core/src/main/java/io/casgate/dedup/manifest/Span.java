package io.casgate.dedup.manifest;

import io.casgate.dedup.OwnerId;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Consecutive extents whose segments are referenced by one owner. A body uploaded at once is one span, or several when it
 * matched so many segments that it needed several owners; a completed multipart upload has the spans of its parts, each
 * still backed by the references that were written with the part. So a part may have several consecutive spans with its
 * number, of different owners; and in a paged manifest a long span comes in several pieces of the same owner and part
 * number, at most one a page.
 *
 * @param owner who holds the references on the extents' segments
 * @param partNumber the part's number, 1 to 10,000, or 0 for a body that was not uploaded in parts
 * @param extents the span's bytes, in order; empty for a part of zero bytes
 * @param checksum what the uploader wants to know of the part again, at most {@link #MAX_CHECKSUM} bytes, empty for
 *     nothing; only the part's first span has it, and each piece of that
 */
public record Span(OwnerId owner, int partNumber, List<Extent> extents, ByteBuffer checksum) {
    public static final int MAX_CHECKSUM = 64;

    /** The checksum of a part that has none. */
    public static final ByteBuffer NO_CHECKSUM = ByteBuffer.allocate(0).asReadOnlyBuffer();

    public Span(OwnerId owner, int partNumber, List<Extent> extents) {
        this(owner, partNumber, extents, NO_CHECKSUM);
    }

    public Span {
        if (checksum.remaining() > MAX_CHECKSUM) {
            throw new IllegalArgumentException("Not a checksum: " + checksum.remaining() + " bytes");
        }
        checksum = checksum.asReadOnlyBuffer();
        if (partNumber < 0 || partNumber > 10_000) {
            throw new IllegalArgumentException("Not a part number: " + partNumber);
        }
        extents = List.copyOf(extents);
    }

    /** Bytes of the body that this span describes. */
    public long length() {
        long sum = 0;
        for (Extent extent : extents) {
            sum += extent.length();
        }
        return sum;
    }
}
