package io.casgate.gateway.admin;

import io.casgate.dedup.DedupMetrics;
import io.casgate.dedup.engine.DedupEngine;
import io.casgate.dedup.store.UsageStore.Usage;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/**
 * What the dedup store counts: {@code casgate_dedup_*} of this process since it started, {@code casgate_cluster_*} of all
 * gateways ever.
 */
public final class StoreMetrics {
    private final MeterRegistry registry;

    private StoreMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Registers them all. */
    public static void bind(MeterRegistry registry, DedupMetrics metrics, DedupEngine engine) {
        StoreMetrics store = new StoreMetrics(registry);
        store.bindWriting(metrics);
        store.bindMatching(metrics);
        store.bindReading(metrics);
        store.bindCluster(engine);
    }

    private void bindWriting(DedupMetrics metrics) {
        count("logical.bytes", metrics.logicalBytes, "Bytes of bodies that were published");
        count("unique.bytes", metrics.uniqueBytes, "Bytes of blocks that were new, before compression");
        count("stored.bytes", metrics.storedBytes, "Bytes of packs sent to Cassandra, before replication");
        count("hole.bytes", metrics.holeBytes, "Zero bytes that were not stored");
        count("duplicate.bytes", metrics.duplicateBytes, "Bytes of blocks that were already stored");
        count(
                "literal.bytes",
                metrics.literalBytes,
                "Bytes kept in manifests, before compression: headers of archives");
        count("manifest.bytes", metrics.manifestBytes, "Bytes of manifest pages sent to Cassandra");
        count("inline.bytes", metrics.inlineBytes, "Bytes of bodies kept in the row that names them");
        count("blocks", metrics.blocks, "Blocks cut");
        count("segments", metrics.segments, "Segments written");
        count("batches", metrics.batches, "Mutations of packs sent to Cassandra");
        count("abandoned", metrics.abandoned, "Bodies abandoned before they were published");
        Gauge.builder("casgate.dedup.in.flight.bytes", metrics.bytesInFlight, LongAdder::sum)
                .description("Bytes of packs on their way to Cassandra")
                .register(registry);
    }

    private void bindMatching(DedupMetrics metrics) {
        count("memory.hits", metrics.memoryHits, "Blocks that this gateway's memory knew");
        count("index.lookups", metrics.indexLookups, "Hooks looked up in the block index");
        count("index.hits", metrics.indexHits, "Hooks found in the block index");
        count("pins", metrics.pins, "Segments pinned");
        count("pin.misses", metrics.pinMisses, "Pins of segments that were gone, condemned or saturated");
        ratio("casgate.dedup.memory.hit.ratio", metrics.memoryHits, metrics.blocks, "Blocks found in memory, of all");
    }

    private void bindReading(DedupMetrics metrics) {
        count("read.bytes", metrics.readBytes, "Plain bytes read back");
        count("read.packs", metrics.readPacks, "Packs read from Cassandra");
        count("cached.packs", metrics.cachedPacks, "Packs read from this gateway's memory");
        Gauge.builder("casgate.dedup.read.cache.hit.ratio", metrics, StoreMetrics::readCacheHits)
                .description("Packs read from this gateway's memory, of all")
                .register(registry);
        count("read.escalations", metrics.readEscalations, "Reads that the nearest replica did not serve intact");
    }

    private static double readCacheHits(DedupMetrics metrics) {
        double cached = metrics.cachedPacks.sum();
        double all = cached + metrics.readPacks.sum();
        return all == 0 ? 0 : cached / all;
    }

    private void bindCluster(DedupEngine engine) {
        total("logical", engine, Usage::logical, "Bytes of bodies that all gateways published, ever");
        total("unique", engine, Usage::unique, "Bytes of new blocks that all gateways found, ever");
        total("stored", engine, Usage::stored, "Bytes of packs that all gateways wrote, ever");
    }

    private void count(String name, LongAdder adder, String description) {
        FunctionCounter.builder("casgate.dedup." + name, adder, LongAdder::sum)
                .description(description)
                .register(registry);
    }

    private void ratio(String name, LongAdder part, LongAdder whole, String description) {
        Gauge.builder(name, part, hits -> whole.sum() == 0 ? 0 : (double) hits.sum() / whole.sum())
                .description(description)
                .register(registry);
    }

    private void total(String name, DedupEngine engine, ToDoubleFunction<Usage> value, String description) {
        Gauge.builder("casgate.cluster." + name + ".bytes", engine, it -> value.applyAsDouble(it.usage()))
                .description(description)
                .register(registry);
    }
}
