package io.casgate.dedup.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.dedup.CorruptContentException;
import io.casgate.dedup.OwnerId;
import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.StoredBytes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContentCodecTest {
    private static final OwnerId OWNER = new OwnerId(new UUID(1, 2));
    private static final SegmentId SEGMENT = new SegmentId(new UUID(3, 4));
    private static final SegmentId OTHER = new SegmentId(new UUID(5, 6));

    private static final Content.Embedded EMBEDDED = Content.Embedded.of(List.of(
            new Span(
                    OWNER,
                    1,
                    List.of(
                            new Extent.Run(SEGMENT, 0, 3, 0, 40_000),
                            new Extent.Run(OTHER, 7, 1, 100_000, 20_000),
                            new Extent.Run(SEGMENT, 3, 1, 40_000, 10_000),
                            new Extent.Run(SEGMENT, 1, 1, 5_000, 1),
                            new Extent.Hole(1L << 40),
                            new Extent.Literal(ByteBuffer.wrap(new byte[] {1, 2, 3})))),
            new Span(new OwnerId(new UUID(7, 8)), 10_000, List.of())));

    private static final Content.Paged PAGED = new Content.Paged(OWNER, 5L << 40, List.of(0L, 1L << 30, 1L << 41));

    /** {@link SampleSpans#WITH_LITERALS}: 51,200 bytes of body, 1253 bytes of items, a frame. */
    private static final String COMPRESSED = "01" + "04" + "809003" + "e509"
            + "28b52ffd60e503b50100140201000100020003d8046e616d6520040000030000"
            + "04000300c0b80205000100904e060058ea883a296dcc08e14241a9080c3c002c";

    @Test
    void contentsAreGolden() {
        assertThat(StoredBytes.hex(ContentCodec.encode(new Content.Inline(ByteBuffer.wrap(new byte[] {1, 2, 3})))))
                .isEqualTo("01" + "01" + "010203" + "3172e245");
        assertThat(StoredBytes.hex(ContentCodec.encode(EMBEDDED)))
                .isEqualTo("01" + "02" + "f4a284808020" // 2^40 + 70,004 bytes
                        + "01" + "00000000000000010000000000000002" + "01"
                        + "04" + "00000000000000030000000000000004" + "00" + "03" + "00" + "c0b802"
                        + "04" + "00000000000000050000000000000006" + "0e" + "01" + "c09a0c" + "a09c01"
                        + "06" + "00" + "00" + "01" + "00" + "904e"
                        + "05" + "05" + "01" + "8fbf05" + "01"
                        + "02" + "808080808020"
                        + "03" + "03" + "010203"
                        + "01" + "00000000000000070000000000000008" + "904e"
                        + "24e54a54");
        assertThat(StoredBytes.hex(ContentCodec.encode(PAGED)))
                .isEqualTo("01" + "03" + "00000000000000010000000000000002" + "8080808080a001" + "03" + "00"
                        + "8080808004" + "80808080fc3f" + "615d3921");
    }

    @Test
    void checksumsOfPartsAreGolden() {
        Span part = new Span(OWNER, 1, List.of(new Extent.Hole(5)), ByteBuffer.wrap(new byte[] {9, 8, 7, 6}));
        Content content = Content.Embedded.of(List.of(part));

        assertThat(StoredBytes.hex(ContentCodec.encode(content)))
                .startsWith("01" + "02" + "05" + "01" + "00000000000000010000000000000002" + "01" + "07" + "04"
                        + "09080706" + "02" + "05");
        assertThat(ContentCodec.decode(ContentCodec.encode(content))).isEqualTo(content);
    }

    /** The frame is one that is written now; later versions of zstd may write others, and have to read this one. */
    @Test
    void compressedItemsAreGolden() {
        Content content = Content.Embedded.of(SampleSpans.WITH_LITERALS);

        assertThat(ContentCodec.decode(StoredBytes.sealed(COMPRESSED))).isEqualTo(content);
        assertThat(StoredBytes.hex(ContentCodec.encode(content)))
                .startsWith("01" + "04" + "809003" + "e509" + "28b52ffd");
        StoredBytes.assertDamageIsNoticed(ContentCodec.encode(content), ContentCodec::decode);
    }

    @Test
    void contentsSurviveStorage() {
        for (Content content : List.of(
                Content.Inline.EMPTY,
                new Content.Inline(ByteBuffer.wrap(SampleBytes.random(1, 10_000))),
                Content.Embedded.of(List.of()),
                EMBEDDED,
                PAGED)) {
            assertThat(ContentCodec.decode(ContentCodec.encode(content))).isEqualTo(content);
        }
    }

    @Test
    void damageIsNoticed() {
        StoredBytes.assertDamageIsNoticed(ContentCodec.encode(EMBEDDED), ContentCodec::decode);
        StoredBytes.assertDamageIsNoticed(ContentCodec.encode(PAGED), ContentCodec::decode);
        StoredBytes.assertDamageIsNoticed(ContentCodec.encode(Content.Inline.EMPTY), ContentCodec::decode);
    }

    @Test
    void sealedNonsenseIsCorrupt() {
        String owner = "00000000000000010000000000000002";
        for (String bytes : List.of(
                "",
                "01",
                "02010203",
                "0105", // no kind, other version, other kind
                "0104" + "00" + "ffffffff07", // two billion bytes of items
                "0104" + "00" + "05" + "010203", // items that are no frame of zstd
                COMPRESSED.replace("e509", "e609"), // fewer items than it says
                COMPRESSED.replace("e509", "e409"), // more
                "0102" + "01", // length without extents
                "0102" + "01" + "0201", // extent without span
                "0102" + "02" + "01" + owner + "00" + "0201", // length does not add up
                "0102" + "00" + "01" + owner + "00" + "0200", // empty hole
                "0102" + "00" + "01" + owner + "00" + "0300", // empty literal
                "0102" + "01" + "01" + owner + "00" + "0500010001", // last run of none
                "0102" + "01" + "01" + owner + "00" + "060000010001", // known segment of none
                "0102" + "01" + "01" + owner + "00" + "04" + owner + "01010001", // slot -1
                "0102" + "01" + "01" + owner + "00" + "04" + owner + "00810400" + "01", // 513 slots
                "0102" + "01" + "01" + owner + "914e" + "0201", // part 10,001
                "0102" + "01" + "01" + owner + "00" + "0801", // unknown tag
                "0102" + "01" + "01" + owner + "01" + "0201" + "070105", // checksum after bytes
                "0102" + "00" + "01" + owner + "01" + "070105" + "070105", // two checksums
                "0102" + "00" + "070105", // checksum without span
                "0102" + "00" + "01" + owner + "01" + "0741" + "00".repeat(65), // checksum too long
                "0103" + owner + "00" + "00", // no pages
                "0103" + owner + "0a" + "02" + "010a", // first page not at 0
                "0103" + owner + "0a" + "02" + "000b", // page beyond the end
                "0103" + owner + "0a" + "ffffffff07", // two billion pages
                "0103" + owner + "ffffffffffffffffffff01" + "0100")) { // number of 11 bytes
            assertThatThrownBy(() -> ContentCodec.decode(StoredBytes.sealed(bytes)))
                    .as(bytes)
                    .isInstanceOf(CorruptContentException.class);
        }
    }
}
