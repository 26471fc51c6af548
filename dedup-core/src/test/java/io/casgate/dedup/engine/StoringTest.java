package io.casgate.dedup.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.dedup.CorruptContentException;
import io.casgate.dedup.Domain;
import io.casgate.dedup.OwnerId;
import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.store.memory.Call.Kind;
import io.casgate.dedup.store.memory.MemoryPorts;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes come back as they went in, and only once into Cassandra. */
class StoringTest {
    private static final int MIB = 1 << 20;

    private final MemoryPorts ports = new MemoryPorts();
    private final TestStore store = new TestStore(ports.ports());

    @AfterEach
    void close() {
        store.close();
        assertThat(store.metrics().bytesInFlight.sum()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16 * 1024, 16 * 1024 + 1, 65_536, 1_000_000, 4 * MIB, 4 * MIB + 1, 11_111_111})
    void bodiesComeBack(int length) {
        byte[] body = SampleBytes.random(length, length);
        Content content = store.store(body);
        assertThat(content.length()).isEqualTo(length);
        assertThat(store.read(content)).isEqualTo(body);
        assertThat(ports.intentsAtRest()).isEmpty();
    }

    @Test
    void smallBodiesNeedNothingOfCassandra() {
        Content content = store.store(SampleBytes.random(1, 16 * 1024));
        assertThat(content).isInstanceOf(Content.Inline.class);
        assertThat(ports.calls().log()).isEmpty();
        assertThat(store.metrics().inlineBytes.sum()).isEqualTo(16 * 1024);
    }

    @Test
    void theSameBodyAgainCostsNoPayload() {
        byte[] body = SampleBytes.random(7, 10 * MIB);
        store.store(body);
        long stored = ports.storedBytes();
        Content again = store.store(body);
        assertThat(ports.storedBytes()).isEqualTo(stored);
        assertThat(store.read(again)).isEqualTo(body);
        assertThat(store.metrics().duplicateBytes.sum()).isEqualTo(10 * MIB);
    }

    @Test
    void anObjectWhoseManifestIsLostCanBeOverwritten() {
        byte[] body = SampleBytes.random(12, MIB);
        Content lost = new Content.Paged(OwnerId.random(), MIB, List.of(0L));
        assertThat(store.read(store.store(Domain.DEFAULT, body, List.of(lost)))).isEqualTo(body);
    }

    @Test
    void anotherGatewayFindsItByTheIndex() {
        byte[] body = SampleBytes.random(8, 10 * MIB);
        store.store(body);
        long stored = ports.storedBytes();
        try (TestStore other = new TestStore(ports.ports())) {
            Content again = other.store(body);
            assertThat(ports.storedBytes()).isEqualTo(stored);
            assertThat(other.read(again)).isEqualTo(body);
            assertThat(other.metrics().uniqueBytes.sum()).isZero();
        }
    }

    @Test
    void aDuplicateCostsAtMostFourStatementsPerSegment() {
        byte[] body = SampleBytes.random(9, 40 * MIB);
        store.store(body);
        int segments = ports.headers().size();
        try (TestStore other = new TestStore(ports.ports())) {
            ports.calls().clear();
            other.store(body);
            long fixed = ports.calls().count(Kind.BEGIN_INTENT) + ports.calls().count(Kind.DROP_INTENT);
            assertThat(ports.calls().count() - fixed).isLessThanOrEqualTo(4L * segments);
        }
    }

    @Test
    void aSmallEditCostsLittle() {
        byte[] body = SampleBytes.random(10, 20 * MIB);
        store.store(body);
        long stored = ports.storedBytes();
        byte[] edited = new byte[body.length + 1];
        int at = 9_876_543;
        System.arraycopy(body, 0, edited, 0, at);
        edited[at] = 42;
        System.arraycopy(body, at, edited, at + 1, body.length - at);
        try (TestStore other = new TestStore(ports.ports())) {
            Content content = other.store(edited);
            assertThat(ports.storedBytes() - stored).isBetween(1L, 256L * 1024);
            assertThat(other.read(content)).isEqualTo(edited);
        }
    }

    @Test
    void aBodyThatRepeatsItselfIsStoredOnce() {
        byte[] part = SampleBytes.random(11, 3 * MIB);
        byte[] body = new byte[12 * MIB];
        for (int i = 0; i < 4; i++) {
            System.arraycopy(part, 0, body, i * part.length, part.length);
        }
        Content content = store.store(body);
        assertThat(ports.storedBytes()).isBetween(3L * MIB, 3L * MIB + 512 * 1024);
        assertThat(store.read(content)).isEqualTo(body);
    }

    @Test
    void zerosAreNotStored() {
        Content content = store.store(new byte[10 * MIB]);
        assertThat(ports.packs()).isEmpty();
        assertThat(ports.references()).isEmpty();
        assertThat(content).isInstanceOf(Content.Embedded.class);
        assertThat(store.read(content)).isEqualTo(new byte[10 * MIB]);
        assertThat(store.metrics().holeBytes.sum()).isEqualTo(10 * MIB);
    }

    @Test
    void domainsNeverShare() {
        byte[] body = SampleBytes.random(12, 2 * MIB);
        store.store(new Domain("one"), body, List.of());
        long stored = ports.storedBytes();
        Content other = store.store(new Domain("two"), body, List.of());
        assertThat(ports.storedBytes()).isGreaterThanOrEqualTo(stored + 2 * MIB);
        assertThat(store.read(other)).isEqualTo(body);
    }

    @Test
    void theVersionThatIsOverwrittenIsFoundWithoutHooks() {
        byte[] body = SampleBytes.random(13, 8 * MIB);
        Content old = store.store(body);
        byte[] shifted = Arrays.copyOfRange(body, 100_000, body.length);
        long stored = ports.storedBytes();
        try (TestStore other = new TestStore(ports.ports())) {
            Content content = other.store(Domain.DEFAULT, shifted, List.of(old));
            // Until cuts fall together again, a few blocks: how many depends on the key, which is random.
            assertThat(ports.storedBytes() - stored).isLessThan(250_000);
            assertThat(other.read(content)).isEqualTo(shifted);
        }
    }

    @Test
    void longManifestsArePaged() {
        byte[] body = new byte[24 * MIB];
        byte[] random = SampleBytes.random(14, body.length);
        // Every other 128 KiB is zeros: thousands of extents would need gigabytes otherwise.
        for (int at = 0; at < body.length; at += 256 * 1024) {
            System.arraycopy(random, at, body, at, 128 * 1024);
        }
        try (TestStore small = new TestStore(ports.ports(), TestSettings.smallManifests())) {
            Content content = small.store(body);
            assertThat(content).isInstanceOf(Content.Paged.class);
            assertThat(ports.pageCount()).isPositive();
            assertThat(small.read(content)).isEqualTo(body);
            assertThat(small.read(content, 5_000_001, 3_000_003))
                    .isEqualTo(Arrays.copyOfRange(body, 5_000_001, 8_000_004));
        }
    }

    @Test
    void readsAreCounted() {
        Content content = store.store(SampleBytes.random(16, 5 * MIB));
        store.read(content, content.length() - MIB, MIB);
        assertThat(store.metrics().readBytes.sum()).isEqualTo(MIB);
        assertThat(store.metrics().readPacks.sum()).isBetween(15L, 40L);
        assertThat(store.metrics().readEscalations.sum()).isZero();
        ports.packs().clear();
        assertThatThrownBy(() -> store.read(content)).isInstanceOf(CorruptContentException.class);
        assertThat(store.metrics().readEscalations.sum()).isEqualTo(2);
    }

    @Test
    void usageOutlivesTheProcess() {
        store.store(SampleBytes.random(15, 5 * MIB));
        store.store(SampleBytes.random(15, 5 * MIB));
        store.close();
        assertThat(ports.ports().usage().total().logical()).isEqualTo(10L * MIB);
        assertThat(ports.ports().usage().total().unique()).isEqualTo(5L * MIB);
        assertThat(ports.ports().usage().total().stored()).isEqualTo(ports.storedBytes());
    }
}
