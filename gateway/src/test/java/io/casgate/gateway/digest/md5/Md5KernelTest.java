package io.casgate.gateway.digest.md5;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Md5KernelTest {
    static Stream<Md5Kernel> kernels() {
        return Stream.of(new PlainMd5(), new VectorMd5());
    }

    /** RFC 1321, A.5: the message digest of "abc". */
    @ParameterizedTest
    @MethodSource("kernels")
    void digestsTheTextOfTheRfc(Md5Kernel kernel) {
        byte[] padded = new byte[Md5Kernel.BLOCK];
        ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN).put(new byte[] {'a', 'b', 'c', (byte) 0x80});
        ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN).putLong(Md5Kernel.BLOCK - Long.BYTES, 3 * Byte.SIZE);
        byte[][] messages = new byte[kernel.lanes()][];
        Arrays.fill(messages, padded);
        int[] states = new int[4 * kernel.lanes()];
        for (int i = 0; i < states.length; i++) {
            states[i] = Md5Kernel.initialState()[i / kernel.lanes()];
        }
        kernel.compress(states, messages, new int[kernel.lanes()], kernel.lanes(), 1);
        for (int lane = 0; lane < kernel.lanes(); lane++) {
            assertThat(HexFormat.of().formatHex(digest(states, lane, kernel.lanes())))
                    .isEqualTo("900150983cd24fb0d6963f7d28e17f72");
        }
    }

    private static byte[] digest(int[] states, int lane, int lanes) {
        ByteBuffer digest = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        for (int word = 0; word < 4; word++) {
            digest.putInt(states[word * lanes + lane]);
        }
        return digest.array();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void givesEachMessageWhatItWouldHaveAlone(Md5Kernel kernel) {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            int count = 1 + random.nextInt(kernel.lanes());
            int blocks = random.nextInt(6);
            byte[][] messages = new byte[kernel.lanes()][];
            int[] offsets = random.ints(kernel.lanes(), 0, 200).toArray();
            int[] states = random.ints(4L * kernel.lanes()).toArray();
            int[] before = states.clone();
            for (int m = 0; m < count; m++) {
                messages[m] = new byte[offsets[m] + blocks * Md5Kernel.BLOCK];
                random.nextBytes(messages[m]);
            }
            kernel.compress(states, messages, offsets, count, blocks);
            for (int m = 0; m < count; m++) {
                int[] alone = word(before, m, kernel.lanes());
                new PlainMd5().compress(alone, new byte[][] {messages[m]}, new int[] {offsets[m]}, 1, blocks);
                assertThat(word(states, m, kernel.lanes())).isEqualTo(alone);
            }
        }
    }

    private static int[] word(int[] states, int lane, int lanes) {
        return new int[] {states[lane], states[lanes + lane], states[2 * lanes + lane], states[3 * lanes + lane]};
    }

    @Test
    void aKernelThatIsFastAndWrongFailsTheTrial() {
        assertThat(Md5Trial.of(new EightLanes((states, count, blocks) -> {}), Duration.ofMinutes(1)))
                .isEmpty();
    }

    @Test
    void aKernelThatIsSlowFailsTheTrial() {
        EightLanes slow = new EightLanes((states, count, blocks) -> {
            long end = System.nanoTime() + Duration.ofMillis(2).toNanos();
            while (System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
        });
        assertThat(Md5Trial.of(slow, Duration.ofMillis(200))).isEmpty();
    }

    /** A kernel that only looks right. */
    record EightLanes(Work work) implements Md5Kernel {
        interface Work {
            void on(int[] states, int count, int blocks);
        }

        @Override
        public int lanes() {
            return 8;
        }

        @Override
        public void compress(int[] states, byte[][] messages, int[] offsets, int count, int blocks) {
            work.on(states, count, blocks);
        }
    }
}
