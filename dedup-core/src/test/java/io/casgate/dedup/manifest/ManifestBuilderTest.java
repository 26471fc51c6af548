package io.casgate.dedup.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.dedup.OwnerId;
import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.StoredBytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ManifestBuilderTest {
    private static final OwnerId OWNER = new OwnerId(new UUID(1, 1));
    private static final OwnerId PAGES = new OwnerId(new UUID(2, 2));
    private static final SegmentId SEGMENT = new SegmentId(new UUID(3, 3));

    private final List<ManifestPage> pages = new ArrayList<>();

    /** Sizes of the pages' items, plain. */
    private final List<Integer> pageBytes = new ArrayList<>();

    private ManifestBuilder builder(int maxEmbedded) {
        return new ManifestBuilder(PAGES, maxEmbedded, (number, page) -> {
            assertThat(number).isEqualTo(pages.size());
            pages.add(ManifestPage.decode(page));
            pageBytes.add(SampleSpans.items(pages.getLast().spans()).size());
        });
    }

    private static Extent.Literal literal(byte... bytes) {
        return new Extent.Literal(ByteBuffer.wrap(bytes));
    }

    private List<Extent> joined(Extent... extents) {
        ManifestBuilder builder = builder(10_000);
        builder.span(OWNER, 0);
        for (Extent extent : extents) {
            builder.add(extent);
        }
        Content.Embedded content = (Content.Embedded) builder.finish();
        return content.spans().getFirst().extents();
    }

    @Test
    void neighboursBecomeOne() {
        assertThat(joined(
                        new Extent.Run(SEGMENT, 4, 1, 100, 50),
                        new Extent.Run(SEGMENT, 5, 2, 150, 30),
                        new Extent.Run(SEGMENT, 7, 1, 180, 5),
                        new Extent.Run(SEGMENT, 7, 1, 185, 5), // goes on within a block
                        new Extent.Hole(10),
                        new Extent.Hole(1L << 40),
                        literal((byte) 1),
                        literal((byte) 2, (byte) 3)))
                .containsExactly(
                        new Extent.Run(SEGMENT, 4, 4, 100, 90),
                        new Extent.Hole((1L << 40) + 10),
                        literal((byte) 1, (byte) 2, (byte) 3));
    }

    @Test
    void othersDoNot() {
        Extent[] extents = {
            new Extent.Run(SEGMENT, 4, 1, 100, 50),
            new Extent.Run(SEGMENT, 6, 1, 160, 30), // a slot between
            new Extent.Run(SEGMENT, 7, 1, 191, 30), // a byte between
            new Extent.Run(new SegmentId(new UUID(9, 9)), 8, 1, 221, 30), // another segment
            new Extent.Run(SEGMENT, 4, 1, 100, 50),
        };

        assertThat(joined(extents)).containsExactly(extents);
    }

    @Test
    void longLiteralsAreSplit() {
        byte[] bytes = SampleBytes.random(1, 40_000);
        ManifestBuilder builder = builder(50_000);
        builder.span(OWNER, 0);
        builder.add(new Extent.Literal(ByteBuffer.wrap(bytes, 100, 39_900)));
        Content.Embedded content = (Content.Embedded) builder.finish();
        ByteBuffer all = ByteBuffer.allocate(39_900);
        content.spans().getFirst().extents().forEach(extent -> all.put(((Extent.Literal) extent).bytes()));

        assertThat(content.spans().getFirst().extents()).hasSize(3);
        assertThat(StoredBytes.of(all.flip())).isEqualTo(Arrays.copyOfRange(bytes, 100, 40_000));
    }

    @Test
    void anEmptyBodyIsAnEmptyManifest() {
        assertThat(builder(100).finish()).isEqualTo(Content.Embedded.of(List.of()));
        assertThatThrownBy(() -> builder(100).add(new Extent.Hole(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void emptySpansAreKept() {
        ManifestBuilder builder = builder(1000);
        builder.span(OWNER, 1);
        builder.span(OWNER, 2);
        builder.add(new Extent.Hole(5));
        builder.span(OWNER, 3);

        assertThat(builder.finish())
                .isEqualTo(Content.Embedded.of(List.of(
                        new Span(OWNER, 1, List.of()),
                        new Span(OWNER, 2, List.of(new Extent.Hole(5))),
                        new Span(OWNER, 3, List.of()))));
    }

    @Test
    void whatIsTooLongIsPaged() {
        ManifestBuilder builder = builder(10);
        builder.span(OWNER, 0);
        builder.add(new Extent.Hole(5));

        assertThat(builder.finish()).isEqualTo(new Content.Paged(PAGES, 5, List.of(0L)));
        assertThat(pages)
                .containsExactly(new ManifestPage(0, List.of(new Span(OWNER, 0, List.of(new Extent.Hole(5))))));
    }

    /** Many spans of random extents: the pages' pieces put together are the spans, wherever the page breaks fall. */
    @Test
    void pagesTogetherAreTheManifest() {
        Random random = new Random(4);
        List<Span> expected = new ArrayList<>();
        ManifestBuilder builder = builder(1000);
        for (int part = 1; part <= 3000; part++) {
            OwnerId owner = OwnerId.random();
            List<Extent> extents = randomExtents(random, part == 1500 ? 50_000 : random.nextInt(30));
            builder.span(owner, part);
            extents.forEach(builder::add);
            expected.add(new Span(owner, part, extents));
        }
        Content.Paged content = (Content.Paged) builder.finish();

        assertThat(content.pageStarts())
                .isEqualTo(pages.stream().map(ManifestPage::start).toList());
        assertThat(content.length())
                .isEqualTo(expected.stream().mapToLong(Span::length).sum());
        assertThat(pages.getLast().start() + pages.getLast().length()).isEqualTo(content.length());
        assertThat(pageBytes.subList(0, pageBytes.size() - 1)).allMatch(bytes -> bytes >= 65_536 && bytes < 90_000);
        assertThat(pieced(pages)).isEqualTo(expected);
        assertThat(ContentCodec.decode(ContentCodec.encode(content))).isEqualTo(content);
    }

    /** Extents that cannot be joined: no two of the same kind in a row, but for runs that do not touch. */
    private static List<Extent> randomExtents(Random random, int count) {
        List<Extent> extents = new ArrayList<>();
        SegmentId segment = SegmentId.random();
        for (int i = 0; i < count; i++) {
            switch (i % 3) {
                case 0 -> extents.add(new Extent.Hole(1 + random.nextInt(1_000_000)));
                case 1 -> extents.add(literal(SampleBytes.random(i, 1 + random.nextInt(20))));
                default -> {
                    segment = random.nextInt(3) == 0 ? SegmentId.random() : segment;
                    extents.add(new Extent.Run(
                            segment,
                            random.nextInt(500),
                            1 + random.nextInt(12),
                            random.nextInt(4_000_000),
                            1 + random.nextInt(100_000)));
                }
            }
        }
        return extents;
    }

    private static List<Span> pieced(List<ManifestPage> pages) {
        List<Span> spans = new ArrayList<>();
        for (Span piece : pages.stream().flatMap(page -> page.spans().stream()).toList()) {
            if (!spans.isEmpty() && spans.getLast().partNumber() == piece.partNumber()) {
                Span open = spans.removeLast();
                List<Extent> extents = new ArrayList<>(open.extents());
                extents.addAll(piece.extents());
                spans.add(new Span(open.owner(), open.partNumber(), extents));
            } else {
                spans.add(piece);
            }
        }
        return spans;
    }

    @Test
    void aPageIsGoldenAndDamageIsNoticed() {
        List<ByteBuffer> stored = new ArrayList<>();
        ManifestBuilder builder = new ManifestBuilder(PAGES, 0, (number, page) -> stored.add(page));
        builder.span(OWNER, 2);
        builder.add(new Extent.Run(SEGMENT, 0, 215, 0, 4_194_304));
        builder.finish();

        assertThat(StoredBytes.hex(stored.getFirst()))
                .isEqualTo("01" + "00"
                        + "01" + "00000000000000010000000000000001" + "02"
                        + "04" + "00000000000000030000000000000003" + "00" + "d701" + "00" + "80808002" + "f56434a4");
        StoredBytes.assertDamageIsNoticed(stored.getFirst(), ManifestPage::decode);
    }

    /** 120 headers of 512 bytes: together far too long to be embedded, compressed they are not. */
    @Test
    void literalsAreCompressedTogether() {
        ManifestBuilder builder = builder(5000);
        builder.span(OWNER, 0);
        List<Extent> extents = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            byte[] header = new byte[512];
            header[100] = (byte) i;
            extents.add(literal(header));
            extents.add(new Extent.Run(SEGMENT, i, 1, 2000 * i, 2000));
        }
        extents.forEach(builder::add);
        Content content = builder.finish();

        assertThat(content).isEqualTo(Content.Embedded.of(List.of(new Span(OWNER, 0, extents))));
        assertThat(ContentCodec.encode(content).remaining()).isBetween(200, 5000);
        assertThat(ContentCodec.decode(ContentCodec.encode(content))).isEqualTo(content);
    }

    @Test
    void pagesGrowWithTheManifest() {
        ManifestBuilder builder = builder(0);
        builder.span(OWNER, 0);
        byte[] bytes = new byte[16_384];
        for (int i = 0; i < 300 * 4; i++) {
            builder.add(new Extent.Hole(1));
            builder.add(new Extent.Literal(ByteBuffer.wrap(bytes)));
        }
        builder.finish();

        assertThat(pageBytes.subList(0, 256)).allMatch(size -> size < 2 * 65_536);
        assertThat(pageBytes.subList(257, pageBytes.size() - 1)).isNotEmpty().allMatch(size -> size >= 2 * 65_536);
    }
}
