package io.casgate.dedup.manifest;

import io.casgate.dedup.OwnerId;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.format.FormatWriter;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes spans as a sequence of items, each a tag and its numbers. What repeats is short: a segment is spelled out once,
 * and a run that goes on where the segment's last one ended has deltas of zero.
 */
final class SpanWriter {
    static final int SPAN = 1;
    static final int HOLE = 2;
    static final int LITERAL = 3;
    /** A run of a segment that was not named before. */
    static final int RUN_OF_NEW = 4;
    /** A run of the same segment as the run before it. */
    static final int RUN_OF_LAST = 5;
    /** A run of a segment named earlier: its number follows, in order of first appearance from 0. */
    static final int RUN_OF_KNOWN = 6;
    /** The checksum of the part that the span before it begins. */
    static final int CHECKSUM = 7;

    private final FormatWriter out;
    private final Map<SegmentId, Track> tracks = new HashMap<>();
    private @Nullable Track last;

    SpanWriter(FormatWriter out) {
        this.out = out;
    }

    /** Where a segment's last run ended. */
    static final class Track {
        final SegmentId segment;
        final int number;
        int slot;
        int position;

        Track(SegmentId segment, int number) {
            this.segment = segment;
            this.number = number;
        }

        void advance(Extent.Run run) {
            slot = run.firstSlot() + run.slotCount();
            position = run.end();
        }
    }

    void span(OwnerId owner, int partNumber, ByteBuffer checksum) {
        out.u8(SPAN).uuid(owner.value()).varint(partNumber);
        if (checksum.hasRemaining()) {
            out.u8(CHECKSUM).varint(checksum.remaining()).bytes(checksum);
        }
    }

    void extent(Extent extent) {
        switch (extent) {
            case Extent.Hole hole -> out.u8(HOLE).varint(hole.length());
            case Extent.Literal literal ->
                out.u8(LITERAL).varint(literal.length()).bytes(literal.bytes());
            case Extent.Run run -> run(run);
        }
    }

    private void run(Extent.Run run) {
        Track track = track(run.segment());
        out.signedVarint(run.firstSlot() - track.slot)
                .varint(run.slotCount())
                .signedVarint(run.position() - track.position)
                .varint(run.length());
        track.advance(run);
        last = track;
    }

    /** Writes which segment it is. */
    private Track track(SegmentId segment) {
        Track known = tracks.get(segment);
        if (known == null) {
            out.u8(RUN_OF_NEW).uuid(segment.value());
            known = new Track(segment, tracks.size());
            tracks.put(segment, known);
        } else if (known == last) {
            out.u8(RUN_OF_LAST);
        } else {
            out.u8(RUN_OF_KNOWN).varint(known.number);
        }
        return known;
    }
}
