package io.casgate.dedup.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.dedup.ContentReader;
import io.casgate.dedup.CorruptContentException;
import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.StoreUnavailableException;
import io.casgate.dedup.StoredBytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PatientReaderTest {
    private static final int STEP = 1000;

    private final byte[] body = SampleBytes.random(1, 10 * STEP + 1);

    /** How many buffers each reader delivers before it fails, in the order in which they are opened. */
    private final Deque<Integer> lives = new ArrayDeque<>();

    private int open;
    private RuntimeException failure = new StoreUnavailableException("injected");

    @Test
    void goesOnWhereItWas() {
        lives.addAll(List.of(3, 0, 0, 2));
        assertThat(readAll(Duration.ofMinutes(1))).isEqualTo(body);
        assertThat(lives).isEmpty();
        assertThat(open).isZero();
    }

    @Test
    void beforeTheFirstBytesItDoesNotWait() {
        lives.add(0);
        assertThatThrownBy(() -> readAll(Duration.ofMinutes(1))).isSameAs(failure);
        assertThat(open).isZero();
    }

    @Test
    void patienceEnds() {
        lives.addAll(List.of(3, 0, 0, 0));
        assertThatThrownBy(() -> readAll(Duration.ZERO)).isSameAs(failure);
        assertThat(lives).hasSize(3);
    }

    @Test
    void whatIsLostIsNotWaitedFor() {
        failure = new CorruptContentException("injected");
        lives.add(3);
        assertThatThrownBy(() -> readAll(Duration.ofMinutes(1))).isSameAs(failure);
    }

    private byte[] readAll(Duration patience) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ContentReader reader = new PatientReader(this::open, patience)) {
            for (ByteBuffer bytes = reader.next(); bytes != null; bytes = reader.next()) {
                out.writeBytes(StoredBytes.of(bytes));
            }
        }
        return out.toByteArray();
    }

    private ContentReader open(long from) {
        open++;
        return new MortalReader((int) from, lives.isEmpty() ? Integer.MAX_VALUE : lives.remove());
    }

    private final class MortalReader implements ContentReader {
        private int position;
        private int life;

        MortalReader(int position, int life) {
            this.position = position;
            this.life = life;
        }

        @Override
        public @Nullable ByteBuffer next() {
            if (life-- == 0) {
                throw failure;
            }
            if (position == body.length) {
                return null;
            }
            ByteBuffer bytes = ByteBuffer.wrap(body, position, Math.min(STEP, body.length - position));
            position += bytes.remaining();
            return bytes;
        }

        @Override
        public void close() {
            open--;
        }
    }
}
