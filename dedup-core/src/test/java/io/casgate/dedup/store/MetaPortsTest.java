package io.casgate.dedup.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.dedup.Domain;
import io.casgate.dedup.DomainKey;
import io.casgate.dedup.Fingerprint;
import io.casgate.dedup.OwnerId;
import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.Target;
import io.casgate.dedup.cut.CutterId;
import io.casgate.dedup.fingerprint.FingerprintAlgorithm;
import io.casgate.dedup.store.Domains.DomainFormat;
import io.casgate.dedup.store.Intents.Intent;
import io.casgate.dedup.store.UsageStore.Usage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The small ports: block index, manifest pages, intents, domains, usage. */
@ParameterizedClass
@EnumSource
class MetaPortsTest {
    private final StorePorts ports;

    MetaPortsTest(Backend backend) {
        ports = backend.open();
    }

    @Test
    void aHookIsFoundWhereItWasPutLastAndInItsDomainOnly() {
        Domain domain = randomDomain();
        Fingerprint hook = Fingerprint.read(SampleBytes.random(1, 32), 0);
        BlockLocation first = new BlockLocation(SegmentId.random(), 0);
        BlockLocation last = new BlockLocation(SegmentId.random(), 511);
        assertThat(ports.index().find(domain, hook).join()).isEmpty();
        ports.index().put(domain, hook, first).join();
        ports.index().put(domain, hook, last).join();
        assertThat(ports.index().find(domain, hook).join()).contains(last);
        assertThat(ports.index().find(randomDomain(), hook).join()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void pagesAreFoundByNumberUntilTheyAreDeleted(Reach reach) {
        OwnerId owner = OwnerId.random();
        ByteBuffer page = ByteBuffer.wrap(SampleBytes.random(2, 200_000));
        ports.pages().write(owner, 7, page).join();
        assertThat(ports.pages().page(owner, 7, reach).toCompletableFuture().join())
                .contains(page);
        assertThat(ports.pages().page(owner, 6, reach).toCompletableFuture().join())
                .isEmpty();
        ports.pages().delete(owner, 7).join();
        assertThat(ports.pages().page(owner, 7, reach).toCompletableFuture().join())
                .isEmpty();
    }

    @Test
    void anIntentStaysUntilItIsDropped() {
        OwnerId owner = OwnerId.random();
        Intent intent = new Intent(
                UUID.randomUUID(),
                Instant.ofEpochMilli(1_700_000_000_123L),
                new Target(ByteBuffer.wrap(SampleBytes.random(3, Target.MAX_BYTES))));
        assertThat(ports.intents().find(owner).join()).isEmpty();
        ports.intents().begin(owner, intent).join();
        assertThat(ports.intents().find(owner).join()).contains(intent);
        ports.intents().drop(owner).join();
        assertThat(ports.intents().find(owner).join()).isEmpty();
    }

    @Test
    void everybodyGetsTheFormatThatADomainBeganWith() throws Exception {
        Domain domain = randomDomain();
        List<Future<DomainFormat>> formats = new ArrayList<>();
        try (ExecutorService gateways = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                formats.add(gateways.submit(() -> ports.domains().settle(domain, randomFormat())));
            }
        }
        byte[] key = ports.domains().settle(domain, randomFormat()).key().toBytes();
        for (Future<DomainFormat> format : formats) {
            assertThat(format.get().key().toBytes()).isEqualTo(key);
            assertThat(format.get().cutter()).isEqualTo(new CutterId(CutterId.Algorithm.FCDC1, 4096));
            assertThat(format.get().fingerprints()).isEqualTo(FingerprintAlgorithm.BLAKE2B_256);
        }
    }

    @Test
    void usageIsAbsolutePerGatewayAndSummedOverAll() {
        Usage before = ports.usage().total();
        UUID gateway = UUID.randomUUID();
        ports.usage().put(gateway, new Usage(10, 5, 3));
        ports.usage().put(gateway, new Usage(20, 6, 4));
        ports.usage().put(UUID.randomUUID(), new Usage(1, 1, 1));
        assertThat(ports.usage().total()).isEqualTo(before.plus(new Usage(21, 7, 5)));
    }

    private static DomainFormat randomFormat() {
        return new DomainFormat(
                DomainKey.random(), new CutterId(CutterId.Algorithm.FCDC1, 4096), FingerprintAlgorithm.BLAKE2B_256);
    }

    private static Domain randomDomain() {
        return new Domain(UUID.randomUUID().toString());
    }
}
