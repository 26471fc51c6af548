package io.casgate.dedup.read;

import io.casgate.dedup.ContentReader;
import io.casgate.dedup.segment.Pack;
import io.casgate.dedup.segment.PackDecoder;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Delivers slices in order, each pack's part of them as one buffer. */
final class WindowedReader implements ContentReader {
    private static final ByteBuffer ZEROS = ByteBuffer.allocate(64 * 1024).asReadOnlyBuffer();

    private final ReadAhead readAhead;
    private final ReadWindows windows;
    private final PackDecoder decoder = new PackDecoder();
    private boolean closed;

    /** Bytes of the slice at the head that were delivered. */
    private long delivered;

    /** The packs that the last bytes came from. */
    private final RecentSegments<Pack> atHand = new RecentSegments<>();

    /** A reader among those of {@code windows}, until it is closed. */
    WindowedReader(ReadAhead readAhead, ReadWindows windows) {
        this.readAhead = readAhead;
        this.windows = windows;
        windows.enter();
    }

    @Override
    public @Nullable ByteBuffer next() {
        if (closed) {
            throw new IllegalStateException("The reader is closed");
        }
        ReadAhead.Slice slice = readAhead.head();
        if (slice == null) {
            return null;
        }
        return switch (slice.piece()) {
            case Piece.Zeros(long length) -> {
                int size = (int) Math.min(ZEROS.capacity(), length - delivered);
                yield deliver(ZEROS.slice(0, size), length);
            }
            case Piece.Bytes(ByteBuffer bytes) -> deliver(bytes.asReadOnlyBuffer(), bytes.remaining());
            case Piece.Stored stored -> {
                int from = stored.from() + (int) delivered;
                Pack pack = pack(stored, from, Objects.requireNonNull(slice.fetch()));
                ByteBuffer bytes = pack.bytes(from, Math.min(pack.end(), stored.to()));
                yield deliver(bytes, stored.to() - stored.from());
            }
        };
    }

    private Pack pack(Piece.Stored stored, int position, Fetch fetch) {
        Pack last = atHand.get(stored.segment());
        if (last != null && last.position() <= position && position < last.end()) {
            return last;
        }
        Pack pack = fetch.pack(position, decoder);
        atHand.put(stored.segment(), pack);
        return pack;
    }

    private ByteBuffer deliver(ByteBuffer bytes, long sliceLength) {
        delivered += bytes.remaining();
        if (delivered == sliceLength) {
            delivered = 0;
            readAhead.advance();
        }
        return bytes;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            windows.leave();
            atHand.clear();
            decoder.close();
        }
    }
}
