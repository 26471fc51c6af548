package io.casgate.dedup.read;

import io.casgate.dedup.SegmentId;
import io.casgate.dedup.manifest.Extent;
import java.nio.ByteBuffer;

/** A part of a body: an extent, or what lies of it in the range that is asked for. */
public sealed interface Piece {
    record Zeros(long length) implements Piece {}

    record Bytes(ByteBuffer bytes) implements Piece {}

    /** A segment's plain bytes from position {@code from} to {@code to}. */
    record Stored(SegmentId segment, int from, int to) implements Piece {}

    /** {@code length} bytes of {@code extent} from {@code skip} on. */
    static Piece of(Extent extent, long skip, long length) {
        return switch (extent) {
            case Extent.Hole _ -> new Zeros(length);
            case Extent.Literal(ByteBuffer bytes) ->
                new Bytes(bytes.slice(bytes.position() + Math.toIntExact(skip), Math.toIntExact(length)));
            case Extent.Run run -> {
                int from = run.position() + Math.toIntExact(skip);
                yield new Stored(run.segment(), from, from + Math.toIntExact(length));
            }
        };
    }
}
