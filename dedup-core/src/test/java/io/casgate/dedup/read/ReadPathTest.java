package io.casgate.dedup.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.dedup.ContentReader;
import io.casgate.dedup.CorruptContentException;
import io.casgate.dedup.DedupMetrics;
import io.casgate.dedup.OwnerId;
import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.StoreUnavailableException;
import io.casgate.dedup.StoredBytes;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.manifest.Extent;
import io.casgate.dedup.manifest.Span;
import io.casgate.dedup.read.MemoryStore.Fault;
import io.casgate.dedup.segment.Pack;
import io.casgate.dedup.segment.PackDecoder;
import io.casgate.dedup.segment.PackEncoder;
import io.casgate.dedup.segment.SegmentBlocks;
import io.casgate.dedup.segment.SlotSet;
import io.casgate.dedup.store.Reach;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadPathTest {
    private static final int EMBED = 64 * 1024;
    private static final int PAGE = 0;
    private static final ReadSettings NARROW = new ReadSettings(256 * 1024, 1024 * 1024, 100_000, 0, Duration.ZERO);

    private final MemoryStore store = new MemoryStore();

    private ReadPath readPath(ReadSettings settings) {
        return new ReadPath(store, store, settings, new DedupMetrics());
    }

    private byte[] read(ReadSettings settings, Content content, long offset, long length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ContentReader reader = readPath(settings).open(content, offset, length)) {
            for (ByteBuffer bytes = reader.next(); bytes != null; bytes = reader.next()) {
                assertThat(bytes.hasRemaining()).isTrue();
                out.writeBytes(StoredBytes.of(bytes));
            }
        }
        return out.toByteArray();
    }

    private byte[] readAll(Content content) {
        return read(ReadSettings.DEFAULT, content, 0, content.length());
    }

    private int rowsRead() {
        return store.queries.stream().mapToInt(MemoryStore.Query::rows).sum();
    }

    @ParameterizedTest
    @ValueSource(ints = {EMBED, PAGE})
    void anyRangeOfAMixtureComesBack(int maxEmbedded) {
        Random random = new Random(maxEmbedded);
        for (int seed = 0; seed < 5; seed++) {
            try (SampleBody body = new SampleBody(store, seed, maxEmbedded).mixture(60)) {
                byte[] expected = body.bytes();
                Content content = body.content();
                assertThat(readAll(content)).isEqualTo(expected);
                for (int i = 0; i < 20; i++) {
                    int from = random.nextInt(expected.length);
                    int to = from
                            + random.nextInt(Math.min(expected.length - from, i < 10 ? 1000 : Integer.MAX_VALUE) + 1);

                    assertThat(read(NARROW, content, from, to - from))
                            .isEqualTo(Arrays.copyOfRange(expected, from, to));
                }
            }
        }
    }

    @Test
    void manyPagesAreReadOneAfterTheOther() {
        try (SampleBody body = new SampleBody(store, 1, PAGE)) {
            SampleBody.Segment segment = body.segment(SampleBytes.random(1, 300_000));
            for (int i = 0; i < 20_000; i++) {
                body.hole(1 + i % 50).literal(10).run(segment, i, i + 3);
            }
            byte[] expected = body.bytes();
            Content.Paged content = (Content.Paged) body.content();

            assertThat(content.pageStarts().size()).isGreaterThan(5);
            assertThat(readAll(content)).isEqualTo(expected);
            for (long start : content.pageStarts()) {
                int from = (int) Math.max(0, start - 1);
                assertThat(read(NARROW, content, from, 3)).isEqualTo(Arrays.copyOfRange(expected, from, from + 3));
            }
        }
    }

    @Test
    void aSegmentIsReadInAFewQueriesAndNoPackTwice() {
        try (SampleBody body = new SampleBody(store, 1, EMBED)) {
            SampleBody.Segment segment = body.segment(SampleBytes.random(1, SegmentBlocks.MAX_BYTES));
            body.run(segment, 0, SegmentBlocks.MAX_BYTES);
            byte[] expected = body.bytes();

            assertThat(readAll(body.content())).isEqualTo(expected);
            assertThat(store.queries).hasSize(4).allMatch(query -> query.reach() == Reach.LOCAL_ONE);
            assertThat(rowsRead()).isEqualTo(store.rows(segment.id()).size());
        }
    }

    @Test
    void aSmallRangeReadsFewPacks() {
        try (SampleBody body = new SampleBody(store, 1, EMBED)) {
            SampleBody.Segment segment = body.segment(SampleBytes.random(1, SegmentBlocks.MAX_BYTES));
            Content content = body.run(segment, 0, SegmentBlocks.MAX_BYTES).content();
            for (int offset = 0; offset < SegmentBlocks.MAX_BYTES; offset += 99_991) {
                store.queries.clear();

                assertThat(read(ReadSettings.DEFAULT, content, offset, 1)).containsExactly(segment.plain()[offset]);
                assertThat(store.queries).hasSize(1);
                assertThat(rowsRead()).isBetween(1, 4);
            }
        }
    }

    @Test
    void runsOfOneSegmentWithLiteralsBetweenShareQueries() {
        try (SampleBody body = new SampleBody(store, 1, EMBED)) {
            SampleBody.Segment segment = body.segment(SampleBytes.random(1, 2_000_000));
            for (int at = 0; at < 2_000_000; at += 10_000) {
                body.literal(512).run(segment, at, at + 10_000);
            }
            byte[] expected = body.bytes();

            assertThat(readAll(body.content())).isEqualTo(expected);
            assertThat(store.queries).hasSize(2);
            assertThat(rowsRead()).isEqualTo(store.rows(segment.id()).size());
        }
    }

    @Test
    void runsOfSegmentsInTurnsShareQueriesAndNoPackIsReadTwice() {
        try (SampleBody body = new SampleBody(store, 1, EMBED)) {
            List<SampleBody.Segment> segments = List.of(
                    body.segment(SampleBytes.random(1, 2_000_000)),
                    body.segment(SampleBytes.random(2, 2_000_000)),
                    body.segment(SampleBytes.random(3, 2_000_000)));
            for (int at = 0; at < 2_000_000; at += 20_000) {
                for (SampleBody.Segment segment : segments) {
                    body.run(segment, at, at + 20_000);
                }
            }
            byte[] expected = body.bytes();

            assertThat(readAll(body.content())).isEqualTo(expected);
            assertThat(store.queries).hasSizeLessThan(24).allMatch(query -> query.reach() == Reach.LOCAL_ONE);
            assertThat(rowsRead())
                    .isEqualTo(segments.stream()
                            .mapToInt(segment -> store.rows(segment.id()).size())
                            .sum());
        }
    }

    @Test
    void whatRepeatsWithinTheWindowIsFetchedOnce() {
        try (SampleBody body = new SampleBody(store, 1, EMBED)) {
            SampleBody.Segment first = body.segment(SampleBytes.random(1, 200_000));
            SampleBody.Segment second = body.segment(SampleBytes.random(2, 200_000));
            for (int i = 0; i < 50; i++) {
                body.run(first, 0, 150_000).run(second, 20_000, 40_000).run(first, 100_000, 110_000);
            }
            byte[] expected = body.bytes();

            assertThat(readAll(body.content())).isEqualTo(expected);
            assertThat(store.queries).hasSize(2);
        }
    }

    @Test
    void readAheadStaysWithinTheWindow() {
        try (SampleBody body = new SampleBody(store, 1, EMBED)) {
            for (int i = 0; i < 6; i++) {
                body.run(body.segment(SampleBytes.random(i, 2_000_000)), 0, 2_000_000);
            }
            Content content = body.content();
            try (ContentReader reader = readPath(ReadSettings.DEFAULT).open(content, 0, content.length())) {
                assertThat(store.queries).isEmpty();
                long delivered = 0;
                for (ByteBuffer bytes = reader.next(); bytes != null; bytes = reader.next()) {
                    assertThat(bytesAsked() - delivered).isLessThanOrEqualTo(ReadSettings.DEFAULT.windowBytes());
                    delivered += bytes.remaining();
                }
            }
            assertThat(store.queries).hasSize(12);
        }
    }

    @Test
    void manyReadersShareTheMemory() {
        ReadSettings settings = new ReadSettings(1024 * 1024, 2 * 1024 * 1024, 512 * 1024, 0, Duration.ZERO);
        List<ContentReader> readers = new ArrayList<>();
        try (SampleBody body = new SampleBody(store, 1, EMBED)) {
            body.run(body.segment(SampleBytes.random(1, 2_000_000)), 0, 2_000_000);
            ReadPath path = readPath(settings);
            for (int i = 0; i < 8; i++) {
                readers.add(path.open(body.content(), 0, 2_000_000));
            }
            readers.forEach(ContentReader::next);

            assertThat(bytesAsked()).isBetween(1_000_000L, settings.memoryBytes());

            readers.forEach(ContentReader::close);
            store.queries.clear();
            try (ContentReader alone = path.open(body.content(), 0, 2_000_000)) {
                assertThat(alone.next()).isNotNull();
            }
            assertThat(bytesAsked()).isEqualTo(settings.windowBytes());
        }
    }

    private long bytesAsked() {
        return store.queries.stream()
                .mapToLong(query -> query.to() - query.from())
                .sum();
    }

    private SampleBody bodyOfSeveralPages() {
        SampleBody body = new SampleBody(store, 3, PAGE).mixture(15);
        for (int i = 0; i < 200; i++) {
            body.hole(1).literal(1000);
        }
        return body.mixture(15);
    }

    /** Each call in turn goes wrong nearby: the bytes are right all the same. */
    @ParameterizedTest
    @EnumSource
    void aFaultNearbyIsMadeGoodFurtherAway(Fault fault) {
        try (SampleBody body = bodyOfSeveralPages()) {
            byte[] expected = body.bytes();
            Content.Paged content = (Content.Paged) body.content();
            assertThat(content.pageStarts()).hasSizeGreaterThan(3);
            assertThat(read(NARROW, content, 0, expected.length)).isEqualTo(expected);
            int calls = store.calls();
            for (int k = 0; k < calls; k++) {
                int chosen = k;
                store.make(fault, (call, reach) -> call == chosen);
                assertThat(read(NARROW, content, 0, expected.length)).isEqualTo(expected);
            }
            store.make(fault, (call, reach) -> reach == Reach.LOCAL_ONE);
            assertThat(read(NARROW, content, 0, expected.length)).isEqualTo(expected);
            store.make(fault, (call, reach) -> reach != Reach.OTHER_DATA_CENTRE);
            assertThat(read(NARROW, content, 0, expected.length)).isEqualTo(expected);
        }
    }

    /** What came undamaged from nearby is not given up for what comes from further away. */
    @Test
    void undamagedPacksAreKept() {
        try (SampleBody body = new SampleBody(store, 1, EMBED)) {
            SampleBody.Segment segment = body.segment(SampleBytes.random(1, 100_000));
            Content content = body.run(segment, 0, 100_000).content();
            store.make(Fault.MISS_FIRST, (call, reach) -> reach == Reach.LOCAL_ONE);
            store.makeAlso(Fault.DAMAGE, (call, reach) -> reach != Reach.LOCAL_ONE);

            assertThat(store.rows(segment.id())).hasSizeGreaterThan(1);
            assertThat(readAll(content)).isEqualTo(segment.plain());
        }
    }

    /** One further query makes good for all packs of a query that failed, and another one for those after it. */
    @ParameterizedTest
    @EnumSource(names = {"FAIL", "MISS_ALL"})
    void whatIsMissingNearbyIsAskedForTogether(Fault fault) {
        try (SampleBody body = new SampleBody(store, 1, EMBED)) {
            SampleBody.Segment segment = body.segment(SampleBytes.random(1, SegmentBlocks.MAX_BYTES));
            body.run(segment, 0, SegmentBlocks.MAX_BYTES);
            byte[] expected = body.bytes();
            store.make(fault, (call, reach) -> reach == Reach.LOCAL_ONE);

            assertThat(readAll(body.content())).isEqualTo(expected);
            assertThat(store.queries).hasSize(8);
        }
    }

    /** From some call on, all go wrong everywhere: what was delivered is the beginning of the body, and then it throws. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MISS_FIRST")
    void aFaultEverywhereIsAnErrorAndNeverShort(Fault fault) {
        try (SampleBody body = bodyOfSeveralPages()) {
            byte[] expected = body.bytes();
            Content content = body.content();
            read(NARROW, content, 0, expected.length);
            int calls = store.calls();
            for (int k = 0; k < calls - 1; k++) {
                int chosen = k;
                store.make(fault, (call, reach) -> call >= chosen);
                int right = readUntilFailure(content, expected, fault);
                assertThat(right).isLessThan(expected.length);
                store.makeNone();
            }
        }
    }

    private int readUntilFailure(Content content, byte[] expected, Fault fault) {
        int at = 0;
        try (ContentReader reader = readPath(NARROW).open(content, 0, expected.length)) {
            while (true) {
                ByteBuffer bytes = reader.next();
                assertThat(bytes).as("short after %s bytes", at).isNotNull();
                int end = at + bytes.remaining();
                assertThat(StoredBytes.of(bytes)).isEqualTo(Arrays.copyOfRange(expected, at, end));
                at = end;
                if (at == expected.length) {
                    return at;
                }
            }
        } catch (StoreUnavailableException e) {
            assertThat(fault).isEqualTo(Fault.FAIL);
        } catch (CorruptContentException e) {
            assertThat(fault).isNotEqualTo(Fault.FAIL);
        }
        return at;
    }

    @Test
    void unavailableAnywhereIsNotCalledCorrupt() {
        try (SampleBody body = new SampleBody(store, 1, EMBED)) {
            SampleBody.Segment segment = body.segment(SampleBytes.random(1, 10_000));
            Content content = body.run(segment, 0, 10_000).content();
            store.packs.clear();
            store.make(Fault.FAIL, (call, reach) -> reach == Reach.LOCAL_QUORUM);

            assertThatThrownBy(() -> readAll(content)).isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void aReaderCanGoOnAfterAFailure() {
        try (SampleBody body = new SampleBody(store, 1, EMBED)) {
            SampleBody.Segment segment = body.segment(SampleBytes.random(1, 10_000));
            Content content = body.run(segment, 0, 10_000).content();
            try (ContentReader reader = readPath(ReadSettings.DEFAULT).open(content, 0, 10_000)) {
                store.make(Fault.FAIL, (call, reach) -> true);
                assertThatThrownBy(reader::next).isInstanceOf(StoreUnavailableException.class);
                store.makeNone();
                ByteBuffer bytes = reader.next();
                assertThat(bytes).isNotNull();
                assertThat(Arrays.copyOf(segment.plain(), bytes.remaining())).isEqualTo(StoredBytes.of(bytes));
            }
        }
    }

    @Test
    void aRemovedSlotIsAnError() {
        try (SampleBody body = new SampleBody(store, 1, EMBED);
                PackDecoder decoder = new PackDecoder();
                PackEncoder encoder = new PackEncoder(1)) {
            SampleBody.Segment segment = body.segment(SampleBytes.random(1, 50_000));
            Content content = body.run(segment, 0, 50_000).content();
            Map.Entry<Integer, ByteBuffer> row = store.rows(segment.id()).firstEntry();
            Pack pack = decoder.decode(row.getValue());
            store.rows(segment.id()).put(row.getKey(), encoder.without(pack, SlotSet.of(1)));
            int end = pack.position(1);

            assertThat(read(ReadSettings.DEFAULT, content, 0, end)).isEqualTo(Arrays.copyOf(segment.plain(), end));
            assertThatThrownBy(() -> read(ReadSettings.DEFAULT, content, 0, end + 1))
                    .isInstanceOf(CorruptContentException.class);
        }
    }

    @Test
    void aManifestThatIsTooShortIsAnError() {
        Content content =
                new Content.Embedded(List.of(new Span(OwnerId.random(), 0, List.of(new Extent.Hole(10)))), 20);

        assertThat(read(NARROW, content, 5, 5)).isEqualTo(new byte[5]);
        assertThatThrownBy(() -> read(NARROW, content, 5, 6)).isInstanceOf(CorruptContentException.class);
    }

    @Test
    void inlineContentAndHolesNeedNoStore() {
        byte[] bytes = SampleBytes.random(1, 5000);
        Content inline = new Content.Inline(ByteBuffer.wrap(bytes));
        Content hole = Content.Embedded.of(List.of(new Span(OwnerId.random(), 0, List.of(new Extent.Hole(1L << 40)))));

        assertThat(readAll(inline)).isEqualTo(bytes);
        assertThat(read(NARROW, inline, 4000, 1000)).isEqualTo(Arrays.copyOfRange(bytes, 4000, 5000));
        assertThat(readAll(Content.Inline.EMPTY)).isEmpty();
        assertThat(read(NARROW, hole, (1L << 40) - 200_000, 200_000)).isEqualTo(new byte[200_000]);
        assertThat(store.calls()).isZero();
    }

    @Test
    void rangesOutsideTheBodyAreRefused() {
        Content content = new Content.Inline(ByteBuffer.wrap(new byte[10]));

        assertThatThrownBy(() -> read(NARROW, content, 5, 6)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> read(NARROW, content, -1, 5)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void buffersCannotBeWritten() {
        try (SampleBody body = new SampleBody(store, 1, EMBED)) {
            SampleBody.Segment segment = body.segment(SampleBytes.random(1, 10_000));
            Content content = body.run(segment, 0, 10).hole(10).literal(10).content();
            try (ContentReader reader = readPath(NARROW).open(content, 0, 30)) {
                for (ByteBuffer bytes = reader.next(); bytes != null; bytes = reader.next()) {
                    assertThat(bytes.isReadOnly()).isTrue();
                }
            }
        }
    }

    @Test
    void aClosedReaderReadsNoMore() {
        ContentReader reader = readPath(NARROW).open(new Content.Inline(ByteBuffer.wrap(new byte[10])), 0, 10);
        reader.close();
        reader.close();

        assertThatThrownBy(reader::next).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void spansAreThoseOfTheManifest() {
        try (SampleBody embedded = new SampleBody(store, 5, EMBED).mixture(40);
                SampleBody paged = new SampleBody(store, 5, PAGE).mixture(40)) {
            Content.Embedded whole = (Content.Embedded) embedded.content();
            Content pages = paged.content();

            assertThat(readPath(NARROW).spans(whole)).containsExactlyElementsOf(whole.spans());
            assertThat(readPath(NARROW).spans(pages).mapToLong(Span::length).sum())
                    .isEqualTo(pages.length());
            assertThat(readPath(NARROW).spans(Content.Inline.EMPTY)).isEmpty();
        }
    }
}
