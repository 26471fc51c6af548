package io.casgate.dedup.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.dedup.ContentReader;
import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.StoredBytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GatheredReaderTest {
    private static List<ByteBuffer> buffers(int... sizes) {
        List<ByteBuffer> buffers = new ArrayList<>();
        for (int size : sizes) {
            buffers.add(
                    ByteBuffer.wrap(SampleBytes.random(buffers.size(), size)).asReadOnlyBuffer());
        }
        return buffers;
    }

    private static List<ByteBuffer> gathered(List<ByteBuffer> buffers) {
        Iterator<ByteBuffer> source = buffers.iterator();
        List<ByteBuffer> all = new ArrayList<>();
        try (ContentReader reader = new GatheredReader(new ContentReader() {
            @Override
            public @Nullable ByteBuffer next() {
                return source.hasNext() ? source.next() : null;
            }

            @Override
            public void close() {}
        })) {
            for (ByteBuffer next = reader.next(); next != null; next = reader.next()) {
                all.add(next);
            }
        }
        return all;
    }

    private static byte[] concat(List<ByteBuffer> buffers) {
        ByteBuffer all = ByteBuffer.allocate(
                buffers.stream().mapToInt(ByteBuffer::remaining).sum());
        buffers.forEach(buffer -> all.put(StoredBytes.of(buffer)));
        return all.array();
    }

    @Test
    void shortBuffersAreGathered() {
        assertThat(gathered(buffers(512, 16_000, 700, 20_000, 512, 16_000, 512, 16_000)))
                .extracting(ByteBuffer::remaining)
                .containsExactly(512 + 16_000 + 700 + 20_000 + 512 + 16_000 + 512, 16_000);
    }

    @Test
    void longBuffersAreHandedOn() {
        List<ByteBuffer> buffers = buffers(65_536, 8192, 65_536, 100, 65_536, 100);
        List<ByteBuffer> gathered = gathered(buffers);

        assertThat(gathered).hasSize(6);
        for (int i = 0; i < gathered.size(); i++) {
            assertThat(gathered.get(i)).isSameAs(buffers.get(i));
        }
        assertThat(gathered(List.of())).isEmpty();
    }

    @Test
    void noByteIsLost() {
        Random random = new Random(1);
        for (int run = 0; run < 100; run++) {
            int[] sizes = random.ints(random.nextInt(60), 1, 1 << (1 + random.nextInt(16)))
                    .toArray();
            List<ByteBuffer> buffers = buffers(sizes);

            assertThat(concat(gathered(buffers))).as(Arrays.toString(sizes)).isEqualTo(concat(buffers));
        }
    }
}
