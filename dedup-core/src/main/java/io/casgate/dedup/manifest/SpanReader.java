package io.casgate.dedup.manifest;

import io.casgate.dedup.CorruptContentException;
import io.casgate.dedup.OwnerId;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.format.FormatReader;
import io.casgate.dedup.segment.SegmentBlocks;
import io.casgate.dedup.segment.SlotSet;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link SpanWriter} writes. */
final class SpanReader {
    private static final int MAX_PARTS = 10_000;

    private final FormatReader in;
    private final List<SpanWriter.Track> tracks = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private SpanWriter.@Nullable Track last;
    private long length;

    private @Nullable OwnerId owner;
    private int partNumber;
    private ByteBuffer checksum = Span.NO_CHECKSUM;
    private List<Extent> extents = new ArrayList<>();

    SpanReader(FormatReader in) {
        this.in = in;
    }

    /**
     * All spans up to the end of the value.
     *
     * @throws CorruptContentException when there is something else
     */
    List<Span> readAll() {
        while (in.hasRemaining()) {
            int tag = in.u8();
            if (tag == SpanWriter.SPAN) {
                endSpan();
                owner = new OwnerId(in.uuid());
                partNumber = in.varint(MAX_PARTS);
            } else if (tag == SpanWriter.CHECKSUM) {
                checksum();
            } else {
                add(extent(tag));
            }
        }
        endSpan();
        return spans;
    }

    /** Bytes of the body in what was read. */
    long length() {
        return length;
    }

    private void endSpan() {
        if (owner != null) {
            spans.add(new Span(owner, partNumber, extents, checksum));
            extents = new ArrayList<>();
            checksum = Span.NO_CHECKSUM;
        }
    }

    private void checksum() {
        if (owner == null || !extents.isEmpty() || checksum.hasRemaining()) {
            throw in.corrupt("has a checksum where no part begins");
        }
        checksum = in.bytes(in.varint(Span.MAX_CHECKSUM));
    }

    private void add(Extent extent) {
        if (owner == null) {
            throw in.corrupt("has an extent without an owner");
        }
        extents.add(extent);
        length += extent.length();
        if (length > ContentCodec.MAX_LENGTH) {
            throw in.corrupt("describes too many bytes");
        }
    }

    private Extent extent(int tag) {
        try {
            return switch (tag) {
                case SpanWriter.HOLE -> new Extent.Hole(in.varint(ContentCodec.MAX_LENGTH));
                case SpanWriter.LITERAL -> new Extent.Literal(in.bytes(in.varint(ContentCodec.MAX_LITERAL)));
                case SpanWriter.RUN_OF_NEW, SpanWriter.RUN_OF_LAST, SpanWriter.RUN_OF_KNOWN -> run(track(tag));
                default -> throw in.corrupt("has an unknown tag, " + tag);
            };
        } catch (IllegalArgumentException e) {
            throw in.corrupt("makes no sense: " + e.getMessage());
        }
    }

    private SpanWriter.Track track(int tag) {
        if (tag == SpanWriter.RUN_OF_NEW) {
            SpanWriter.Track added = new SpanWriter.Track(new SegmentId(in.uuid()), tracks.size());
            tracks.add(added);
            return added;
        }
        if (tag == SpanWriter.RUN_OF_LAST && last != null) {
            return last;
        }
        if (tag == SpanWriter.RUN_OF_KNOWN && !tracks.isEmpty()) {
            return tracks.get(in.varint(tracks.size() - 1));
        }
        throw in.corrupt("has a run of no segment");
    }

    private Extent.Run run(SpanWriter.Track track) {
        int firstSlot = near(track.slot, SlotSet.MAX_SLOTS);
        int slotCount = in.varint(SlotSet.MAX_SLOTS);
        int position = near(track.position, SegmentBlocks.MAX_BYTES);
        Extent.Run run =
                new Extent.Run(track.segment, firstSlot, slotCount, position, in.varint(SegmentBlocks.MAX_BYTES));
        track.advance(run);
        last = track;
        return run;
    }

    private int near(int expected, int max) {
        long delta = in.signedVarint();
        if (delta < -max || delta > max) {
            throw in.corrupt("has a number out of bounds");
        }
        return (int) (expected + delta);
    }
}
