package io.casgate.dedup.manifest;

import io.casgate.dedup.OwnerId;
import io.casgate.dedup.SegmentId;
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

    private SampleSpans() {}
}
