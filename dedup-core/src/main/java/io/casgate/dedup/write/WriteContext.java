package io.casgate.dedup.write;

import io.casgate.dedup.DedupMetrics;
import io.casgate.dedup.DedupSettings;
import io.casgate.dedup.store.StorePorts;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * What all bodies that one gateway writes have in common.
 *
 * @param gateway names this process in intents
 * @param window packs of all bodies on their way to Cassandra
 * @param clock for what is written down
 * @param nanoTime a monotonic clock, for how long uploads take
 */
record WriteContext(
        StorePorts ports,
        DedupSettings settings,
        DedupMetrics metrics,
        HotBlocks hot,
        ByteBudget window,
        UUID gateway,
        InstantSource clock,
        LongSupplier nanoTime) {}
