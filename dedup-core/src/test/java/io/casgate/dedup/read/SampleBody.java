package io.casgate.dedup.read;

import io.casgate.dedup.OwnerId;
import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.manifest.Extent;
import io.casgate.dedup.manifest.ManifestBuilder;
import io.casgate.dedup.segment.Pack;
import io.casgate.dedup.segment.PackEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Puts a body together, in memory and in a {@link MemoryStore}. */
final class SampleBody implements AutoCloseable {
    private final MemoryStore store;
    private final Random random;
    private final PackEncoder encoder = new PackEncoder(1);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final OwnerId owner = OwnerId.random();
    private final ManifestBuilder manifest;

    SampleBody(MemoryStore store, long seed, int maxEmbedded) {
        this.store = store;
        random = new Random(seed);
        List<ByteBuffer> pages = store.pages.computeIfAbsent(owner, _ -> new ArrayList<>());
        manifest = new ManifestBuilder(owner, maxEmbedded, (number, page) -> pages.add(number, page));
        manifest.span(owner, 0);
    }

    /** A segment that is stored: its plain bytes, and where its slots begin, and, last, where it ends. */
    static final class Segment {
        private final SegmentId id = SegmentId.random();
        private final byte[] plain;
        private final int[] positions;

        Segment(byte[] plain, int[] positions) {
            this.plain = plain;
            this.positions = positions;
        }

        SegmentId id() {
            return id;
        }

        byte[] plain() {
            return plain;
        }

        int slotCount() {
            return positions.length - 1;
        }
    }

    /** Stores a segment of random block sizes without adding it to the body. */
    Segment segment(byte[] plain) {
        List<Integer> positions = new ArrayList<>(List.of(0));
        while (positions.getLast() < plain.length) {
            int size = 4096 + random.nextInt(random.nextInt(10) == 0 ? 60_000 : 20_000);
            positions.add(Math.min(plain.length, positions.getLast() + size));
        }
        Segment segment = new Segment(plain, positions.stream().mapToInt(i -> i).toArray());
        int first = 0;
        for (int slot = 1; slot <= segment.slotCount(); slot++) {
            boolean isLast = slot == segment.slotCount();
            if (isLast || segment.positions[slot + 1] - segment.positions[first] > Pack.MAX_BYTES) {
                storePack(segment, first, slot);
                first = slot;
            }
        }
        return segment;
    }

    private void storePack(Segment segment, int first, int end) {
        int[] sizes = new int[end - first];
        for (int index = 0; index < sizes.length; index++) {
            sizes[index] = segment.positions[first + index + 1] - segment.positions[first + index];
        }
        int position = segment.positions[first];
        store.rows(segment.id)
                .put(position, encoder.encode(segment.id, first, position, segment.plain, position, sizes));
    }

    /** Adds bytes of a segment from one position to another. */
    SampleBody run(Segment segment, int from, int to) {
        int first = 0;
        while (segment.positions[first + 1] <= from) {
            first++;
        }
        int end = first + 1;
        while (segment.positions[end] < to) {
            end++;
        }
        manifest.add(new Extent.Run(segment.id, first, end - first, from, to - from));
        bytes.write(segment.plain, from, to - from);
        return this;
    }

    SampleBody hole(int length) {
        manifest.add(new Extent.Hole(length));
        bytes.write(new byte[length], 0, length);
        return this;
    }

    SampleBody literal(int length) {
        byte[] literal = SampleBytes.random(random.nextLong(), length);
        manifest.add(new Extent.Literal(ByteBuffer.wrap(literal)));
        bytes.write(literal, 0, length);
        return this;
    }

    /** Adds {@code count} random things of some random segments. */
    SampleBody mixture(int count) {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int length = 100_000 + random.nextInt(1_500_000);
            segments.add(segment(i % 2 == 0 ? SampleBytes.text(length) : SampleBytes.random(i, length)));
        }
        for (int i = 0; i < count; i++) {
            switch (random.nextInt(5)) {
                case 0 -> hole(1 + random.nextInt(200_000));
                case 1 -> literal(1 + random.nextInt(2_000));
                default -> {
                    Segment segment = segments.get(random.nextInt(segments.size()));
                    int from = random.nextInt(segment.plain.length);
                    int most = Math.min(segment.plain.length - from, random.nextInt(4) == 0 ? 1_500_000 : 50_000);
                    run(segment, from, from + 1 + random.nextInt(most));
                }
            }
        }
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    Content content() {
        return manifest.finish();
    }

    @Override
    public void close() {
        encoder.close();
    }
}
