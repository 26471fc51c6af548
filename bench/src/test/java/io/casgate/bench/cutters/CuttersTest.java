package io.casgate.bench.cutters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.bench.data.Noise;
import io.casgate.dedup.cut.Cutter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The golden vectors come from a second implementation, in Python. */
class CuttersTest {
    private static final int TARGET = 8192;

    static byte[] bytes(int key, int length) {
        byte[] bytes = new byte[length];
        new Noise(key, 0).fill(ByteBuffer.wrap(bytes), 0);
        return bytes;
    }

    private static List<Integer> cuts(Cutter cutter, byte[] bytes) {
        List<Integer> ends = new ArrayList<>();
        for (int from = 0; from < bytes.length; from = ends.getLast()) {
            ends.add(cutter.cut(bytes, from, bytes.length));
        }
        return ends;
    }

    /** Cuts as a writer does, who sees slices: as long as there is a longest block. */
    private static List<Integer> cutsOfSlices(Cutter cutter, byte[] bytes, Random random, int maxSlice) {
        List<Integer> ends = new ArrayList<>();
        int end = 0;
        for (int seen = 0; seen < bytes.length || end < bytes.length; ) {
            seen = Math.min(bytes.length, seen + 1 + random.nextInt(maxSlice));
            while (seen - end >= (seen == bytes.length ? 1 : cutter.maxBytes())) {
                byte[] slice = Arrays.copyOfRange(bytes, end, seen);
                end += cutter.cut(slice, 0, slice.length);
                ends.add(end);
            }
        }
        return ends;
    }

    @ParameterizedTest
    @EnumSource
    void slicesDoNotChangeTheCuts(Family family) {
        Cutter cutter = family.cutter(TARGET);
        byte[] bytes = bytes(1, 300_001);
        for (int maxSlice : new int[] {1, 100, 5000, 200_000}) {
            assertThat(cutsOfSlices(cutter, bytes, new Random(maxSlice), maxSlice))
                    .isEqualTo(cuts(cutter, bytes));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sizesKeepTheLimits(Family family) {
        Cutter cutter = family.cutter(TARGET);
        for (byte[] bytes : List.of(bytes(2, 3_000_000), new byte[300_000])) {
            List<Integer> ends = cuts(cutter, bytes);
            int from = 0;
            for (int end : ends.subList(0, ends.size() - 1)) {
                assertThat(end - from).isBetween(cutter.minBytes(), cutter.maxBytes());
                from = end;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutsAreTheSameAgainSomewhereAfterAnInsertion(Family family) {
        Cutter cutter = family.cutter(TARGET);
        byte[] bytes = bytes(3, 2_000_000);
        byte[] edited = new byte[bytes.length + 13];
        System.arraycopy(bytes, 0, edited, 0, 500_000);
        System.arraycopy(bytes, 500_000, edited, 500_013, bytes.length - 500_000);

        assertThat(cuts(cutter, edited).stream().map(end -> end - 13).filter(end -> end > 1_500_000))
                .containsExactlyElementsOf(cuts(cutter, bytes).stream()
                        .filter(end -> end > 1_500_000)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void noBytesAreRefused(Family family) {
        Cutter cutter = family.cutter(TARGET);

        assertThatThrownBy(() -> cutter.cut(new byte[10], 5, 5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> cutter.cut(new byte[10], 0, 11)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void cutsAreGolden() {
        byte[] bytes = bytes(1, 100_000);

        assertThat(cuts(Family.MINCDC.cutter(TARGET), bytes))
                .containsExactly(
                        7104, 14932, 22980, 27811, 36738, 42758, 50107, 61762, 69832, 80960, 91013, 98889, 100000);
        assertThat(cuts(Family.SEQCDC.cutter(TARGET), bytes))
                .containsExactly(6598, 10720, 27104, 43488, 52665, 57173, 66667, 76106, 88385, 96447, 100000);
    }
}
