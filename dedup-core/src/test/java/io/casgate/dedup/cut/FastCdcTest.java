package io.casgate.dedup.cut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.dedup.DomainKey;
import io.casgate.dedup.SampleBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden vectors come from a second implementation, in Python. They may never be changed. */
class FastCdcTest {
    private static final Cutter CUTTER = cutter(16 * 1024);

    private static Cutter cutter(int target) {
        return new CutterId(CutterId.Algorithm.FCDC1, target).cutter(SampleBytes.KEY);
    }

    private static List<Integer> cuts(Cutter cutter, byte[] bytes) {
        List<Integer> ends = new ArrayList<>();
        for (int from = 0; from < bytes.length; from = ends.getLast()) {
            ends.add(cutter.cut(bytes, from, bytes.length));
        }
        return ends;
    }

    /** Cuts as a writer does: slices of random sizes go to a buffer, which is cut as long as it has a longest block. */
    private static List<Integer> cutsOfSlices(Cutter cutter, byte[] bytes, Random random, int maxSlice) {
        List<Integer> ends = new ArrayList<>();
        byte[] buffer = new byte[3 * cutter.maxBytes()];
        int base = 0;
        int start = 0;
        int filled = 0;
        while (base + start < bytes.length) {
            int slice = Math.min(
                    Math.min(1 + random.nextInt(maxSlice), buffer.length - filled), bytes.length - base - filled);
            System.arraycopy(bytes, base + filled, buffer, filled, slice);
            filled += slice;
            boolean last = base + filled == bytes.length;
            while (filled - start >= (last ? 1 : cutter.maxBytes())) {
                start = cutter.cut(buffer, start, filled);
                ends.add(base + start);
            }
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            base += start;
            filled -= start;
            start = 0;
        }
        return ends;
    }

    @Test
    void gearTableIsGolden() {
        long[] table = GearTable.of(SampleBytes.KEY);

        assertThat(table).hasSize(256).startsWith(0xb62ff57e51d8e5c0L, 0xf2228bcee800b465L);
        assertThat(table[255]).isEqualTo(0x2137b924f64b498L);
    }

    @Test
    void cutsOfRandomBytesAreGolden() {
        byte[] bytes = SampleBytes.random(1, 200_000);

        assertThat(cuts(cutter(16 * 1024), bytes))
                .containsExactly(19955, 43988, 61295, 79125, 85179, 102946, 119725, 142059, 161550, 187083, 200000);
        assertThat(cuts(cutter(4 * 1024), bytes)).hasSize(45).startsWith(4586, 8890, 14365, 19955, 22410, 24399, 28599);
        assertThat(cuts(cutter(1024), bytes)).hasSize(164).startsWith(1191, 2726, 3860, 5503, 5862, 6887, 8410, 9620);
    }

    @Test
    void cutsOfTextAreGolden() {
        assertThat(cuts(CUTTER, SampleBytes.text(200_000)))
                .containsExactly(
                        11550, 35352, 53297, 64560, 83198, 89354, 106550, 127598, 145564, 176360, 199342, 200000);
    }

    @Test
    void zerosAreCutAtTheMaximum() {
        assertThat(cuts(CUTTER, new byte[200_000])).containsExactly(65536, 131072, 196608, 200000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 5000, 100_000})
    void slicesDoNotChangeTheCuts(int maxSlice) {
        byte[] bytes = SampleBytes.random(7, 700_000);

        assertThat(cutsOfSlices(CUTTER, bytes, new Random(maxSlice), maxSlice)).isEqualTo(cuts(CUTTER, bytes));
    }

    @Test
    void aCutDependsOnTheBlockAloneAndNotOnWhereItIs() {
        byte[] bytes = SampleBytes.random(3, 4 * CUTTER.maxBytes());
        int end = CUTTER.cut(bytes, 0, CUTTER.maxBytes());
        for (int shift : new int[] {1, 63, 64, 4097}) {
            byte[] shifted = new byte[bytes.length + shift];
            Arrays.fill(shifted, (byte) 0x5A);
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);

            assertThat(CUTTER.cut(shifted, shift, shifted.length)).isEqualTo(end + shift);
        }
    }

    @Test
    void bytesBeforeTheLast64DoNotMoveACut() {
        byte[] bytes = SampleBytes.random(5, CUTTER.maxBytes());
        int end = CUTTER.cut(bytes, 0, bytes.length);
        byte[] edited = bytes.clone();
        Arrays.fill(edited, 0, CUTTER.minBytes() - 64, (byte) 1);

        assertThat(CUTTER.cut(edited, 0, edited.length)).isEqualTo(end);
    }

    @Test
    void cutsAreTheSameAgainSoonAfterAnInsertion() {
        byte[] bytes = SampleBytes.random(11, 4_000_000);
        byte[] edited = new byte[bytes.length + 13];
        System.arraycopy(bytes, 0, edited, 0, 1_000_000);
        System.arraycopy(bytes, 1_000_000, edited, 1_000_013, bytes.length - 1_000_000);
        Set<Integer> before = new HashSet<>(cuts(CUTTER, bytes));
        List<Integer> after = cuts(CUTTER, edited);

        assertThat(after.stream().filter(end -> end <= 1_000_000)).allMatch(before::contains);
        assertThat(after.stream().filter(end -> end > 1_200_000).map(end -> end - 13))
                .allMatch(before::contains);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 4096, 8192, 16384})
    void sizesKeepTheLimitsAndLieAroundTheTarget(int target) {
        Cutter cutter = cutter(target);
        byte[] bytes = SampleBytes.random(target, 400 * target);
        List<Integer> ends = cuts(cutter, bytes);
        int from = 0;
        for (int end : ends.subList(0, ends.size() - 1)) {
            assertThat(end - from).isBetween(cutter.minBytes(), cutter.maxBytes());
            from = end;
        }

        assertThat((double) from / (ends.size() - 1)).isBetween(1.05 * target, 1.30 * target);
    }

    @Test
    void anyShapeKeepsItsLimits() {
        FastCdc.Shape shape = new FastCdc.Shape(1000, 8192, 16_384, 0);
        Cutter cutter = new FastCdc(shape, SampleBytes.KEY);
        List<Integer> ends = cuts(cutter, SampleBytes.random(1, 4_000_000));
        int from = 0;
        for (int end : ends.subList(0, ends.size() - 1)) {
            assertThat(end - from).isBetween(1000, 16_384);
            from = end;
        }

        assertThat((double) from / (ends.size() - 1)).isBetween(7500.0, 8500.0);
    }

    @Test
    void shapesThatCannotBeCutAreRefused() {
        assertThatThrownBy(() -> new FastCdc.Shape(63, 128, 256, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FastCdc.Shape(64, 100, 256, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FastCdc.Shape(256, 128, 512, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FastCdc.Shape(64, 512, 256, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FastCdc.Shape(64, 128, 256, 5)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aShortBodyIsOneBlock() {
        byte[] bytes = SampleBytes.random(1, CUTTER.minBytes());

        assertThat(CUTTER.cut(bytes, 0, 1)).isEqualTo(1);
        assertThat(CUTTER.cut(bytes, 0, bytes.length)).isEqualTo(bytes.length);
    }

    @Test
    void otherKeysCutElsewhere() {
        byte[] bytes = SampleBytes.random(1, 1_000_000);
        List<Integer> other = cuts(CutterId.DEFAULT.cutter(DomainKey.of(new byte[32])), bytes);

        assertThat(other).doesNotContainAnyElementsOf(cuts(CUTTER, bytes).subList(0, 10));
    }

    @Test
    void anEmptyOrForeignRangeIsRefused() {
        byte[] bytes = new byte[10];

        assertThatThrownBy(() -> CUTTER.cut(bytes, 5, 5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> CUTTER.cut(bytes, 0, 11)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> CUTTER.cut(bytes, -1, 5)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void idsSurviveTextAndByte() {
        assertThat(CutterId.DEFAULT).hasToString("fcdc1/16384");
        assertThat(CutterId.DEFAULT.toByte()).isEqualTo(0x1E);
        for (int target = 1024; target <= 16 * 1024; target *= 2) {
            CutterId id = new CutterId(CutterId.Algorithm.FCDC1, target);

            assertThat(CutterId.parse(id.toString())).isEqualTo(id);
            assertThat(CutterId.ofByte(id.toByte())).isEqualTo(id);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fcdc1", "fcdc9/16384", "fcdc1/16385", "fcdc1/512", "fcdc1/32768", "FCDC1/16384"})
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> CutterId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x0E, 0x19, 0x1F, 0x2E, 0xFFF})
    void otherBytesAreRefused(int value) {
        assertThatThrownBy(() -> CutterId.ofByte(value)).isInstanceOf(IllegalArgumentException.class);
    }
}
