package io.casgate.localcassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void readsItsOptions() {
        assertThat(Main.parse("--data-dir", "/d", "--port", "19042", "--heap-mib", "512", "--durability", "relaxed"))
                .isEqualTo(NodeSettings.in(Path.of("/d"))
                        .withNativePort(19_042)
                        .withHeapMebibytes(512)
                        .withDurability(Durability.RELAXED));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Main.parse("--data-dir", "/d", "--prot", "1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Main.parse("--data-dir", "/d", "--durability", "none"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Main.parse("--port", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Main.parse("--data-dir")).isInstanceOf(NoSuchElementException.class);
    }
}
