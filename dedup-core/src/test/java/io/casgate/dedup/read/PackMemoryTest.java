package io.casgate.dedup.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.dedup.SampleBytes;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackMemoryTest {
    private static final int MIB = 1024 * 1024;

    private record Kept(ByteBuffer bytes, PackMemory.Stored stored) {}

    @Test
    void whatIsStoredComesBackWhateverElseComesAndGoes() {
        PackMemory memory = new PackMemory(9 * MIB);
        Random random = new Random(1);
        Queue<Kept> all = new ArrayDeque<>();
        for (int i = 0; i < 2000; i++) {
            ByteBuffer bytes = ByteBuffer.wrap(SampleBytes.random(i, 1 + random.nextInt(80_000)));
            PackMemory.Stored stored = memory.store(bytes);
            while (stored == null) {
                Kept eldest = all.remove();
                assertThat(memory.load(eldest.stored())).isEqualTo(eldest.bytes());
                memory.free(eldest.stored());
                stored = memory.store(bytes);
            }
            all.add(new Kept(bytes, stored));
        }
        assertThat(all).allMatch(kept -> memory.load(kept.stored()).equals(kept.bytes()));
    }

    @Test
    void thereIsRoomForWhatWasAskedForInWholeChunksAndNoMore() {
        PackMemory memory = new PackMemory(9 * MIB);
        ByteBuffer half = ByteBuffer.allocate(4 * MIB);

        assertThat(memory.pages()).isEqualTo(8 * MIB / PackMemory.PAGE);
        PackMemory.Stored first = Objects.requireNonNull(memory.store(half));
        assertThat(memory.store(half)).isNotNull();
        assertThat(memory.store(ByteBuffer.allocate(1))).isNull();
        memory.free(first);
        assertThat(memory.store(half)).isNotNull();
        assertThat(new PackMemory(4 * MIB - 1).store(ByteBuffer.allocate(1))).isNull();
    }

    @Test
    void aBufferIsNotConsumedAndMayBeASliceOfAnother() {
        PackMemory memory = new PackMemory(4 * MIB);
        ByteBuffer slice = ByteBuffer.wrap(SampleBytes.random(1, 20_000))
                .slice(77, 10_000)
                .position(5)
                .asReadOnlyBuffer();

        PackMemory.Stored stored = Objects.requireNonNull(memory.store(slice));

        assertThat(slice.position()).isEqualTo(5);
        assertThat(memory.load(stored)).isEqualTo(slice);
    }
}
