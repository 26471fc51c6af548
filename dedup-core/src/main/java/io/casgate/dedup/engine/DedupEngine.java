package io.casgate.dedup.engine;

import io.casgate.dedup.ContentReader;
import io.casgate.dedup.ContentWriter;
import io.casgate.dedup.DedupMetrics;
import io.casgate.dedup.DedupSettings;
import io.casgate.dedup.DedupStore;
import io.casgate.dedup.Domain;
import io.casgate.dedup.PendingContent;
import io.casgate.dedup.Target;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.manifest.Span;
import io.casgate.dedup.read.ReadPath;
import io.casgate.dedup.read.ReadSettings;
import io.casgate.dedup.store.StorePorts;
import io.casgate.dedup.store.UsageStore.Usage;
import io.casgate.dedup.write.WritePath;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The dedup store on whatever ports it is given: Cassandra's, or those of a test. */
public final class DedupEngine implements DedupStore {
    private final DedupMetrics metrics;
    private final ReadPath reads;
    private final WritePath writes;
    private final UsageReporter usage;

    /**
     * Starts to report usage to {@code ports}.
     *
     * @param clock for what is written down
     * @param nanoTime a monotonic clock in nanoseconds, for how long uploads take
     */
    public DedupEngine(
            StorePorts ports,
            DedupSettings settings,
            ReadSettings readSettings,
            DedupMetrics metrics,
            InstantSource clock,
            LongSupplier nanoTime) {
        UUID gateway = UUID.randomUUID();
        this.metrics = metrics;
        reads = new ReadPath(new CountedPacks(ports.packs(), metrics), ports.pages(), readSettings, metrics);
        writes = new WritePath(ports, reads, settings, metrics, gateway, clock, nanoTime);
        usage = new UsageReporter(ports.usage(), gateway, metrics, settings.usageInterval());
    }

    @Override
    public ContentWriter write(Domain domain, Target target, List<Content> similar) {
        return writes.write(domain, target, similar);
    }

    @Override
    public ContentReader read(Content content, long offset, long length) {
        return new CountedReader(reads.open(content, offset, length), metrics);
    }

    @Override
    public PendingContent share(Domain domain, Target target, Content source, long offset, long length) {
        return writes.share(domain, target, source, offset, length);
    }

    @Override
    public PendingContent join(Target target, List<NumberedPart> parts) {
        return writes.join(target, parts);
    }

    @Override
    public PendingContent append(Domain domain, Target target, Content base, PendingContent more, ByteBuffer checksum) {
        return writes.append(domain, target, base, more, checksum);
    }

    @Override
    public List<JoinedPart> parts(Content content, int after, int max) {
        return reads.parts(content, after, max);
    }

    @Override
    public Stream<Span> spans(Content content) {
        return reads.spans(content);
    }

    /** Bytes of the window for packs on their way to Cassandra that are in use now. */
    public int windowInUse() {
        return writes.window().used();
    }

    /** What all gateways wrote, ever: others as they told last, this one up to now. Asks nobody. */
    public Usage usage() {
        return usage.total();
    }

    /** Tells the cluster what this gateway wrote. Writers that are open still work. */
    @Override
    public void close() {
        usage.close();
    }
}
