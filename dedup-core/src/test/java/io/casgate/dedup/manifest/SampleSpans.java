package io.casgate.dedup.manifest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.casgate.dedup.OwnerId;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.format.FormatWriter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

/** Spans that have every kind of extent, and every way of naming a segment. */
final class SampleSpans {
    private static final SegmentId SEGMENT = new SegmentId(new UUID(3, 4));
    private static final SegmentId OTHER = new SegmentId(new UUID(5, 6));

    static final List<Span> ALL = List.of(
            new Span(
                    new OwnerId(new UUID(1, 2)),
                    1,
                    List.of(
                            new Extent.Run(SEGMENT, 0, 3, 0, 40_000),
                            new Extent.Run(OTHER, 7, 1, 100_000, 20_000),
                            new Extent.Run(SEGMENT, 3, 1, 40_000, 10_000),
                            new Extent.Run(SEGMENT, 1, 1, 5_000, 1),
                            new Extent.Hole(1L << 40),
                            new Extent.Literal(ByteBuffer.wrap(new byte[] {1, 2, 3})))),
            new Span(new OwnerId(new UUID(7, 8)), 10_000, List.of()));

    /** Spans that are stored compressed. */
    static final List<Span> WITH_LITERALS = List.of(new Span(
            new OwnerId(new UUID(1, 2)),
            0,
            List.of(
                    new Extent.Literal(ByteBuffer.wrap("name ".repeat(120).getBytes(US_ASCII))),
                    new Extent.Run(SEGMENT, 0, 3, 0, 40_000),
                    new Extent.Literal(ByteBuffer.wrap("name ".repeat(120).getBytes(US_ASCII))),
                    new Extent.Run(SEGMENT, 3, 1, 40_000, 10_000))));

    private SampleSpans() {}

    /** The items of {@code spans}, plain. */
    static FormatWriter items(List<Span> spans) {
        FormatWriter items = new FormatWriter(256);
        SpanWriter writer = new SpanWriter(items);
        for (Span span : spans) {
            writer.span(span.owner(), span.partNumber(), span.checksum());
            span.extents().forEach(writer::extent);
        }
        return items;
    }
}
