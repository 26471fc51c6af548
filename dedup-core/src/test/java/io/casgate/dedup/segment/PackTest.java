package io.casgate.dedup.segment;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.dedup.CorruptContentException;
import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.StoredBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PackTest {
    private static final SegmentId SEGMENT = new SegmentId(new UUID(0x0102030405060708L, 0x090A0B0C0D0E0F10L));
    private static final String PREFIX = "0102030405060708090a0b0c0d0e0f10";

    private final PackEncoder encoder = new PackEncoder(3);
    private final PackDecoder decoder = new PackDecoder();

    @AfterEach
    void close() {
        encoder.close();
        decoder.close();
    }

    private ByteBuffer encode(byte[] plain, int... sizes) {
        return encoder.encode(SEGMENT, 5, 1000, plain, 0, sizes);
    }

    @Test
    void aPlainPackIsGolden() {
        assertThat(StoredBytes.hex(encode(new byte[] {7, 8, 9}, 1, 2)))
                .isEqualTo("01" + "00" + PREFIX + "05" + "e807" + "02" + "02" + "04" + "070809" + "fe12f844");
    }

    @Test
    void aCompressedPackIsGoldenUpToItsContent() {
        ByteBuffer stored = encode(SampleBytes.text(50_000), 20_000, 30_000);

        assertThat(StoredBytes.hex(stored))
                .startsWith("01" + "01" + PREFIX + "05" + "e807" + "02" + "c0b802" + "e0d403");
        assertThat(stored.remaining()).isLessThan(10_000);
    }

    @Test
    void blocksComeBack() {
        byte[] text = SampleBytes.text(65_536);
        byte[] random = SampleBytes.random(1, 65_536);
        for (byte[] plain : List.of(text, random)) {
            for (int[] sizes : new int[][] {{65_536}, {1, 65_535}, {20_000, 20_000, 25_536}}) {
                Pack pack = decoder.decode(encode(plain, sizes));
                int at = 0;
                for (int index = 0; index < sizes.length; index++) {
                    assertThat(StoredBytes.of(pack.block(5 + index)))
                            .isEqualTo(Arrays.copyOfRange(plain, at, at + sizes[index]));
                    assertThat(pack.position(5 + index)).isEqualTo(1000 + at);
                    assertThat(pack.size(5 + index)).isEqualTo(sizes[index]);
                    at += sizes[index];
                }
                assertThat(pack.segment()).isEqualTo(SEGMENT);
                assertThat(pack.firstSlot()).isEqualTo(5);
                assertThat(pack.slotCount()).isEqualTo(sizes.length);
                assertThat(pack.position()).isEqualTo(1000);
                assertThat(pack.end()).isEqualTo(1000 + 65_536);
                assertThat(StoredBytes.of(pack.bytes(1100, 61_000))).isEqualTo(Arrays.copyOfRange(plain, 100, 60_000));
            }
        }
    }

    @Test
    void packsDecodeFromAnyKindOfBuffer() {
        byte[] text = SampleBytes.text(30_000);
        byte[] stored = StoredBytes.of(encode(text, 30_000));
        byte[] framed = new byte[stored.length + 20];
        System.arraycopy(stored, 0, framed, 10, stored.length);
        ByteBuffer direct = ByteBuffer.allocateDirect(stored.length).put(stored).flip();
        for (ByteBuffer buffer :
                List.of(ByteBuffer.wrap(framed, 10, stored.length), direct, direct.asReadOnlyBuffer())) {
            assertThat(StoredBytes.of(decoder.decode(buffer).block(5))).isEqualTo(text);
            assertThat(buffer.remaining()).isEqualTo(stored.length);
        }
    }

    @Test
    void whatDoesNotShrinkIsStoredPlain() {
        byte[] random = SampleBytes.random(1, 60_000);
        byte[] tiny = SampleBytes.counting(100);

        assertThat(encode(random, 60_000).remaining()).isBetween(60_000, 60_040);
        assertThat(encode(random, 60_000).get(1)).isZero();
        assertThat(encode(tiny, 100).get(1)).isZero();
    }

    @Test
    void onlyWhatLooksRandomIsNotTried() {
        byte[] random = SampleBytes.random(9, 65_536);
        byte[] halfText = random.clone();
        System.arraycopy(SampleBytes.text(32_768), 0, halfText, 0, 32_768);
        byte[] hex = HexFormat.of().formatHex(random).getBytes(US_ASCII);

        assertThat(Incompressible.looksSo(random, 0, random.length)).isTrue();
        assertThat(Incompressible.looksSo(random, 4096, 4096)).isTrue();
        assertThat(Incompressible.looksSo(halfText, 0, halfText.length)).isFalse();
        assertThat(Incompressible.looksSo(hex, 0, 65_536)).isFalse();
        assertThat(Incompressible.looksSo(random, 0, 4095)).isFalse();
    }

    @Test
    void removedSlotsAreGoneAndTheOthersStay() {
        byte[] text = SampleBytes.text(30_000);
        Pack whole = decoder.decode(encode(text, 10_000, 5_000, 15_000));
        Pack holed = decoder.decode(encoder.without(whole, SlotSet.of(6)));
        Pack twice = decoder.decode(encoder.without(holed, SlotSet.of(5)));
        Pack none = decoder.decode(encoder.without(twice, SlotSet.of(7)));

        assertThat(holed.removed()).isEqualTo(SlotSet.of(6));
        assertThat(twice.removed()).isEqualTo(SlotSet.of(5, 6));
        assertThat(none.removed()).isEqualTo(SlotSet.of(5, 6, 7));
        assertThat(StoredBytes.of(holed.block(5))).isEqualTo(Arrays.copyOfRange(text, 0, 10_000));
        assertThat(StoredBytes.of(holed.block(7))).isEqualTo(Arrays.copyOfRange(text, 15_000, 30_000));
        assertThat(StoredBytes.of(twice.bytes(16_500, 20_000))).isEqualTo(Arrays.copyOfRange(text, 15_500, 19_000));
        assertThat(none.end()).isEqualTo(whole.end());
        assertThatThrownBy(() -> holed.block(6)).isInstanceOf(CorruptContentException.class);
        assertThatThrownBy(() -> holed.bytes(10_999, 11_001)).isInstanceOf(CorruptContentException.class);
        assertThatThrownBy(() -> holed.bytes(15_999, 16_001)).isInstanceOf(CorruptContentException.class);
    }

    @Test
    void rangesOutsideAreRefused() {
        Pack pack = decoder.decode(encode(new byte[100], 100));

        assertThatThrownBy(() -> pack.bytes(999, 1001)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> pack.bytes(1000, 1101)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> pack.bytes(1000, 1000)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void whatIsNotAPackIsNotEncoded() {
        byte[] plain = new byte[70_000];

        assertThatThrownBy(() -> encode(plain)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> encode(plain, 65_537)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> encode(plain, 40_000, 30_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> encode(plain, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> encoder.encode(SEGMENT, 511, 0, plain, 0, new int[] {1, 1}))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> encoder.encode(SEGMENT, 0, SegmentBlocks.MAX_BYTES, plain, 0, new int[] {1}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void damageIsNoticed() {
        StoredBytes.assertDamageIsNoticed(encode(SampleBytes.text(400), 100, 300), decoder::decode);
        StoredBytes.assertDamageIsNoticed(encode(SampleBytes.random(1, 200), 200), decoder::decode);
    }
}
