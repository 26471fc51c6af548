package io.casgate.dedup;

import java.util.concurrent.atomic.LongAdder;

/**
 * What a dedup store counts, since it was started. Safe for use by any number of threads; reading a counter is cheap
 * enough for a scrape, not for a loop.
 */
public final class DedupMetrics {
    /** Bytes of bodies that were published. */
    public final LongAdder logicalBytes = new LongAdder();
    /** Bytes of blocks that were new, before compression. */
    public final LongAdder uniqueBytes = new LongAdder();
    /** Bytes of packs that were sent to Cassandra. */
    public final LongAdder storedBytes = new LongAdder();
    /** Zero bytes that were not stored. */
    public final LongAdder holeBytes = new LongAdder();
    /** Bytes that are kept in manifests, before compression: headers of archives. */
    public final LongAdder literalBytes = new LongAdder();
    /** Bytes of manifest pages that were sent to Cassandra. */
    public final LongAdder manifestBytes = new LongAdder();
    /** Bytes of blocks that were already stored. */
    public final LongAdder duplicateBytes = new LongAdder();
    /** Bytes of bodies that are small enough to be kept in the row that names them. */
    public final LongAdder inlineBytes = new LongAdder();

    public final LongAdder blocks = new LongAdder();
    /** Blocks that this gateway's memory knew. */
    public final LongAdder memoryHits = new LongAdder();

    public final LongAdder indexLookups = new LongAdder();
    public final LongAdder indexHits = new LongAdder();
    public final LongAdder pins = new LongAdder();
    /** Pins of segments that were gone, condemned or saturated. */
    public final LongAdder pinMisses = new LongAdder();

    public final LongAdder segments = new LongAdder();
    public final LongAdder batches = new LongAdder();
    /** Bytes of packs on their way to Cassandra now. */
    public final LongAdder bytesInFlight = new LongAdder();

    /** Bodies that were abandoned before they were published. */
    public final LongAdder abandoned = new LongAdder();

    /** Plain bytes that readers returned. */
    public final LongAdder readBytes = new LongAdder();

    /** Packs that Cassandra returned. */
    public final LongAdder readPacks = new LongAdder();
    /** Packs that this gateway's memory had. */
    public final LongAdder cachedPacks = new LongAdder();
    /** Reads that the nearest replica did not serve, or not intact. */
    public final LongAdder readEscalations = new LongAdder();
}
