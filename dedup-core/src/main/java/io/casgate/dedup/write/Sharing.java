package io.casgate.dedup.write;

import io.casgate.dedup.ContentReader;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.manifest.Extent;
import io.casgate.dedup.read.Piece;
import io.casgate.dedup.read.ReadPath;
import io.casgate.dedup.segment.SegmentBlocks;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;

/**
 * Puts a range of stored content into a new body: by pinning its segments where they may be used again, and by reading
 * and writing the bytes where not (condemned, saturated, or of another domain).
 */
final class Sharing {
    private final ReadPath reads;
    private final Assembly target;
    private final int lookAhead;

    /** Pieces whose segments are being pinned. */
    private final Queue<Piece> waiting = new ArrayDeque<>();

    private final Content source;
    private long position;

    Sharing(ReadPath reads, Content source, long offset, Assembly target, int lookAhead) {
        this.reads = reads;
        this.source = source;
        this.position = offset;
        this.target = target;
        this.lookAhead = lookAhead;
    }

    /** Adds {@code length} bytes of the source. */
    void run(long length) {
        Iterator<Piece> pieces = reads.pieces(source, position, length);
        while (pieces.hasNext()) {
            Piece piece = pieces.next();
            if (piece instanceof Piece.Stored stored) {
                target.references().prefetch(stored.segment());
            }
            waiting.add(piece);
            if (waiting.size() > lookAhead) {
                place(waiting.remove());
            }
        }
        while (!waiting.isEmpty()) {
            place(waiting.remove());
        }
    }

    private void place(Piece piece) {
        switch (piece) {
            case Piece.Zeros(long length) -> place(new Extent.Hole(length));
            case Piece.Bytes(ByteBuffer bytes) -> place(new Extent.Literal(bytes));
            case Piece.Stored stored -> place(stored);
        }
    }

    private void place(Extent extent) {
        target.addUncut(extent);
        position += extent.length();
    }

    private void place(Piece.Stored stored) {
        int length = stored.to() - stored.from();
        if (!share(stored, length)) {
            copy(length);
        }
    }

    private boolean share(Piece.Stored stored, int length) {
        if (!pin(stored).isUsable()) {
            return false;
        }
        // Copied bytes that wait for their decision may bring the body's next owner, which then is the one to pin for.
        target.endBytes();
        Pin pin = pin(stored);
        if (pin.isUsable()) {
            SegmentBlocks blocks = pin.blocks();
            int first = blocks.slotAt(stored.from());
            int count = blocks.slotAt(stored.to() - 1) - first + 1;
            if (pin.takes(first, count)) {
                pin.use(first, count);
                place(new Extent.Run(stored.segment(), first, count, stored.from(), length));
                return true;
            }
        }
        return false;
    }

    private Pin pin(Piece.Stored stored) {
        return Waits.await(target.references().pin(stored.segment()));
    }

    private void copy(long length) {
        try (ContentReader bytes = reads.open(source, position, length)) {
            ByteBuffer next = bytes.next();
            while (next != null) {
                target.write(next);
                next = bytes.next();
            }
        }
        position += length;
    }
}
