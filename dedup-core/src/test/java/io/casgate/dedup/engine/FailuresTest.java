package io.casgate.dedup.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.dedup.ContentWriter;
import io.casgate.dedup.Domain;
import io.casgate.dedup.PendingContent;
import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.StoreUnavailableException;
import io.casgate.dedup.UploadExpiredException;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.store.memory.Call.Kind;
import io.casgate.dedup.store.memory.MemoryPorts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Whatever call fails, and whenever: the body is not stored, the error says why, and nothing leaks. */
class FailuresTest {
    private static final int MIB = 1 << 20;

    private final MemoryPorts ports = new MemoryPorts();
    private final TestStore store = new TestStore(ports.ports(), TestSettings.smallManifests());

    @AfterEach
    void close() {
        ports.calls().failWhen(call -> false);
        store.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"BEGIN_INTENT", "REFERENCE", "WRITE_PACKS", "WRITE_HEADER", "PUT_HOOK", "FIND_HOOK", "WRITE_PAGE"})
    void everyCallOfANewBodyMayFail(Kind kind) {
        assertEveryCallMayFail(kind, SampleBytes.random(kind.name().hashCode(), 10 * MIB));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"BEGIN_INTENT", "REFERENCE", "READ_HEADER", "WRITE_PAGE"})
    void everyCallOfADuplicateMayFail(Kind kind) {
        byte[] body = SampleBytes.random(~kind.name().hashCode(), 10 * MIB);
        try (TestStore first = new TestStore(ports.ports())) {
            first.store(body);
        }
        assertEveryCallMayFail(kind, body);
    }

    private void assertEveryCallMayFail(Kind kind, byte[] body) {
        int failures = 0;
        for (int k = 1; ; k++) {
            ports.calls().failNth(kind, k);
            try (TestStore gateway = new TestStore(ports.ports(), TestSettings.smallManifests())) {
                if (!fails(gateway, body)) {
                    break;
                }
                assertThat(gateway.metrics().bytesInFlight.sum()).isZero();
                assertThat(gateway.engine().windowInUse()).isZero();
                assertThat(gateway.metrics().logicalBytes.sum()).isZero();
                assertThat(gateway.metrics().abandoned.sum()).isEqualTo(1);
            }
            failures++;
            // What was left of the failed ones is found by others; new bytes make the next one fail again.
            body[0]++;
            body[body.length / 2]++;
        }
        assertThat(failures).isPositive();
        ports.calls().failWhen(call -> false);
        assertThat(store.read(store.store(body))).isEqualTo(body);
    }

    private static boolean fails(TestStore gateway, byte[] body) {
        try {
            gateway.store(body);
            return false;
        } catch (StoreUnavailableException e) {
            return true;
        }
    }

    @Test
    void anAbandonedBodyKeepsNoReferenceAndNoIntent() {
        byte[] body = SampleBytes.random(5, 9 * MIB);
        try (ContentWriter writer = store.engine().write(Domain.DEFAULT, TestStore.TARGET, List.of())) {
            TestStore.writeInPieces(writer, body);
        }
        assertThat(ports.references().values()).allMatch(owners -> owners.isEmpty());
        assertThat(ports.intentsAtRest()).isEmpty();
        assertThat(store.metrics().abandoned.sum()).isEqualTo(1);
        long stored = ports.storedBytes();
        store.store(body);
        assertThat(ports.storedBytes() - stored)
                .as("the retry finds what was there")
                .isLessThan(2L * MIB);
    }

    @Test
    void contentThatIsNotPublishedIsGivenUp() {
        try (ContentWriter writer = store.engine().write(Domain.DEFAULT, TestStore.TARGET, List.of())) {
            TestStore.writeInPieces(writer, SampleBytes.random(6, 9 * MIB));
            try (PendingContent pending = writer.finish()) {
                assertThat(pending.content()).isInstanceOf(Content.Paged.class);
            }
        }
        assertThat(ports.references().values()).allMatch(owners -> owners.isEmpty());
        assertThat(ports.intentsAtRest()).isEmpty();
        assertThat(ports.pageCount()).isZero();
    }

    @Test
    void contentOfUnknownFateIsLeftToTheCollector() {
        try (ContentWriter writer = store.engine().write(Domain.DEFAULT, TestStore.TARGET, List.of())) {
            TestStore.writeInPieces(writer, SampleBytes.random(7, MIB));
            try (PendingContent pending = writer.finish()) {
                pending.leave();
            }
        }
        assertThat(ports.references().values()).noneMatch(owners -> owners.isEmpty());
        assertThat(ports.intentsAtRest()).hasSize(1);
    }

    @Test
    void aSegmentThatFailedKeepsItsReferenceAndItsIntent() {
        ports.calls().failNth(Kind.WRITE_HEADER, 1);
        assertThatThrownBy(() -> store.store(SampleBytes.random(8, 9 * MIB)))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(ports.packs().keySet())
                .allSatisfy(segment -> assertThat(ports.headers().containsKey(segment)
                                || !ports.references()
                                        .getOrDefault(segment, Map.of())
                                        .isEmpty())
                        .as("reclaim can find it")
                        .isTrue());
        assertThat(ports.intentsAtRest()).hasSize(1);
    }

    @Test
    void anUploadMayTakeADayAndNoLonger() {
        try (ContentWriter writer = store.engine().write(Domain.DEFAULT, TestStore.TARGET, List.of())) {
            TestStore.writeInPieces(writer, SampleBytes.random(9, MIB));
            try (PendingContent pending = writer.finish()) {
                store.pass(Duration.ofDays(1));
                pending.requireAlive();
                store.pass(Duration.ofSeconds(1));
                assertThatThrownBy(pending::requireAlive).isInstanceOf(UploadExpiredException.class);
            }
        }
    }

    @Test
    void aFailedWriterCanOnlyBeClosed() {
        ports.calls().failWhen(call -> call.kind() == Kind.WRITE_PACKS);
        try (ContentWriter writer = store.engine().write(Domain.DEFAULT, TestStore.TARGET, List.of())) {
            assertThatThrownBy(() -> TestStore.writeInPieces(writer, SampleBytes.random(10, 12 * MIB)))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(writer::finish).isInstanceOf(StoreUnavailableException.class);
        }
    }
}
