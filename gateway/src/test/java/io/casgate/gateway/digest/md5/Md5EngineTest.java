package io.casgate.gateway.digest.md5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Md5EngineTest {
    private static final int BLOCK = Md5Kernel.BLOCK;

    static List<Md5Kernel> kernels() {
        return Md5KernelTest.kernels().toList();
    }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] expected(byte[] bytes) {
        return AloneMd5.newDigest().digest(bytes);
    }

    /** By buffers of at most {@code blocks} blocks that go round, as many as a body has. */
    private static byte[] digest(BodyMd5 md5, byte[] bytes, int blocks, Random random) throws InterruptedException {
        BlockingQueue<ByteBuffer> free = new LinkedBlockingQueue<>();
        for (int i = 0; i < 4; i++) {
            free.add(ByteBuffer.allocate(blocks * BLOCK + 7).position(7).slice());
        }
        for (int at = 0; at < bytes.length; ) {
            ByteBuffer buffer = free.take().clear();
            int length = Math.min(bytes.length - at, (1 + random.nextInt(blocks)) * BLOCK);
            buffer.put(bytes, at, length).flip();
            md5.update(buffer, free::add);
            at += length;
        }
        byte[] digest = md5.finish();
        assertThat(free).hasSize(4);
        return digest;
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void manyBodiesAtOnceHaveTheirOwnDigests(Md5Kernel kernel) throws Exception {
        Md5Engine engine = new Md5Engine(kernel);
        List<Future<?>> bodies = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int seed = 0; seed < 200; seed++) {
                Random random = new Random(seed);
                byte[] bytes = random(random.nextInt(1 << random.nextInt(1, 19)), seed);
                bodies.add(threads.submit(() -> {
                    try (BodyMd5 md5 = engine.begin(4)) {
                        if (random.nextInt(5) == 0) {
                            md5.update(ByteBuffer.wrap(bytes), buffer -> {});
                        } else {
                            assertThat(digest(md5, bytes, 1 + random.nextInt(64), random))
                                    .isEqualTo(expected(bytes));
                        }
                    }
                    return null;
                }));
            }
        }
        for (Future<?> body : bodies) {
            body.get();
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void everyLengthInTheLastBlocksIsPaddedRight(Md5Kernel kernel) throws Exception {
        Md5Engine engine = new Md5Engine(kernel);
        try (BodyMd5 _ = engine.begin(4)) {
            for (int length = 0; length < 3 * BLOCK; length++) {
                byte[] bytes = random(length, length);
                try (BodyMd5 md5 = engine.begin(4)) {
                    assertThat(digest(md5, bytes, 2, new Random(length))).isEqualTo(expected(bytes));
                }
            }
        }
    }

    @Test
    void aBodyThatIsAloneIsLeftToThePlatform() throws Exception {
        Md5Engine engine = new Md5Engine(new Md5KernelTest.EightLanes((states, count, blocks) -> {
            throw new AssertionError("a turn");
        }));
        byte[] bytes = random(1000, 1);
        for (int i = 0; i < 2; i++) {
            try (BodyMd5 md5 = engine.begin(4)) {
                assertThat(md5).isInstanceOf(AloneMd5.class);
                assertThat(digest(md5, bytes, 4, new Random(1))).isEqualTo(expected(bytes));
            }
        }
    }

    @Test
    void turnsWaitForAllBodiesOrForOneThatNeedsThem() throws Exception {
        BlockingQueue<Integer> turns = new LinkedBlockingQueue<>();
        Md5Engine engine =
                new Md5Engine(new Md5KernelTest.EightLanes((states, count, blocks) -> turns.add(count * 100 + blocks)));
        BlockingQueue<ByteBuffer> done = new LinkedBlockingQueue<>();
        try (BodyMd5 _ = engine.begin(4);
                BodyMd5 first = engine.begin(4);
                BodyMd5 second = engine.begin(4);
                BodyMd5 third = engine.begin(4)) {
            first.update(ByteBuffer.allocate(5 * BLOCK), done::add);
            second.update(ByteBuffer.allocate(5 * BLOCK), done::add);
            assertThat(turns).isEmpty();
            third.update(ByteBuffer.allocate(5 * BLOCK), done::add);
            assertThat(turns.take()).isEqualTo(305);
            for (int i = 0; i < 3; i++) {
                done.take();
            }

            first.update(ByteBuffer.allocate(2 * BLOCK), done::add);
            second.update(ByteBuffer.allocate(3 * BLOCK), done::add);
            first.update(ByteBuffer.allocate(2 * BLOCK), done::add);
            assertThat(turns).isEmpty();
            first.update(ByteBuffer.allocate(2 * BLOCK), done::add);
            assertThat(turns.take()).isEqualTo(202);
        }
    }

    @Test
    void aFailureIsTheBodiesThatItHit() throws Exception {
        List<Integer> turns = new ArrayList<>();
        Md5Engine engine = new Md5Engine(new Md5KernelTest.EightLanes((states, count, blocks) -> {
            turns.add(count);
            throw new IllegalStateException("broken");
        }));
        try (BodyMd5 alone = engine.begin(4);
                BodyMd5 first = engine.begin(4);
                BodyMd5 second = engine.begin(4)) {
            BlockingQueue<ByteBuffer> back = new LinkedBlockingQueue<>();
            first.update(ByteBuffer.allocate(BLOCK), back::add);
            second.update(ByteBuffer.allocate(2 * BLOCK), back::add);
            back.take();
            back.take();
            assertThatIllegalStateException()
                    .isThrownBy(first::finish)
                    .havingRootCause()
                    .withMessage("broken");
            assertThatIllegalStateException()
                    .isThrownBy(second::finish)
                    .havingRootCause()
                    .withMessage("broken");
            assertThat(alone.finish()).isEqualTo(expected(new byte[0]));
        }
        try (BodyMd5 _ = engine.begin(4);
                BodyMd5 later = engine.begin(4)) {
            byte[] bytes = random(10 * BLOCK, 1);
            assertThat(digest(later, bytes, 1, new Random(1))).isEqualTo(expected(bytes));
        }
        assertThat(turns).containsExactly(2);
    }
}
