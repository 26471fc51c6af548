package io.casgate.dedup.write;

import io.casgate.dedup.ContentWriter;
import io.casgate.dedup.DedupMetrics;
import io.casgate.dedup.DedupSettings;
import io.casgate.dedup.DedupStore.NumberedPart;
import io.casgate.dedup.Domain;
import io.casgate.dedup.DomainKey;
import io.casgate.dedup.PendingContent;
import io.casgate.dedup.Target;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.read.ReadPath;
import io.casgate.dedup.store.Domains.DomainFormat;
import io.casgate.dedup.store.StorePorts;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Makes content: from bytes, from stored content, from parts. Safe for use by any number of threads. */
public final class WritePath {
    private final WriteContext context;
    private final ReadPath reads;
    private final ConcurrentMap<Domain, WriteDomain> domains = new ConcurrentHashMap<>();

    /**
     * Shares {@code ports} with others.
     *
     * @param gateway names this process; never used again by another
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public WritePath(
            StorePorts ports,
            ReadPath reads,
            DedupSettings settings,
            DedupMetrics metrics,
            UUID gateway,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.reads = reads;
        this.context = new WriteContext(
                ports,
                settings,
                metrics,
                new HotBlocks(settings.hotBlocksBytes()),
                new ByteBudget(settings.writeWindowBytes()),
                gateway,
                clock,
                nanoTime);
    }

    /** As {@link io.casgate.dedup.DedupStore#write}. */
    public ContentWriter write(Domain domain, Target target, List<Content> similar) {
        return new BodyWriter(context, deadline(), () -> assembly(domain, target, similar));
    }

    private Assembly assembly(Domain domain, Target target, List<Content> similar) {
        return new Assembly(context, domain(domain), target, similar, reads::spans);
    }

    private Deadline deadline() {
        return new Deadline(context.nanoTime(), context.settings().uploadTime());
    }

    private WriteDomain domain(Domain domain) {
        WriteDomain known = domains.get(domain);
        if (known == null) {
            known = new WriteDomain(domain, format(domain));
            domains.put(domain, known);
        }
        return known;
    }

    private DomainFormat format(Domain domain) {
        DedupSettings settings = context.settings();
        DomainFormat proposed = new DomainFormat(DomainKey.random(), settings.cutter(), settings.fingerprints());
        return context.ports().domains().settle(domain, proposed);
    }

    /** As {@link io.casgate.dedup.DedupStore#share}. */
    public PendingContent share(Domain domain, Target target, Content source, long offset, long length) {
        Objects.checkFromIndexSize(offset, length, source.length());
        Deadline deadline = deadline();
        if (source instanceof Content.Inline(ByteBuffer bytes)) {
            ByteBuffer range = bytes.slice(bytes.position() + Math.toIntExact(offset), Math.toIntExact(length));
            return new Pending(new Content.Inline(range), deadline, new InlineBody(context.metrics()));
        }
        Assembly assembly = assembly(domain, target, List.of());
        try {
            new Sharing(reads, source, offset, assembly, context.settings().referencesInFlight()).run(length);
            return new Pending(assembly.finish(), deadline, assembly);
        } catch (RuntimeException e) {
            assembly.abandon();
            throw e;
        }
    }

    /** As {@link io.casgate.dedup.DedupStore#join}. */
    public PendingContent join(Target target, List<NumberedPart> parts) {
        Deadline deadline = deadline();
        Joining joining = new Joining(context, target, reads);
        try {
            return new Pending(joining.join(parts), deadline, joining);
        } catch (RuntimeException e) {
            joining.abandon();
            throw e;
        }
    }

    /** As {@link io.casgate.dedup.DedupStore#append}. */
    public PendingContent append(Domain domain, Target target, Content base, PendingContent more, ByteBuffer checksum) {
        PendingContent whole = switch (more.content()) {
            case Content.Inline inline -> appendInline(domain, target, base, inline, checksum);
            case Content stored -> append(target, null, base, stored, checksum);
        };
        return new Appended(whole, more);
    }

    private PendingContent appendInline(
            Domain domain, Target target, Content base, Content.Inline more, ByteBuffer checksum) {
        if (base instanceof Content.Inline first
                && base.length() + more.length() <= context.settings().inlineBytes()) {
            return new Pending(concatenated(first, more), deadline(), new Joining(context, target, reads));
        }
        Assembly tail = assembly(domain, target, List.of());
        try {
            tail.write(more.bytes().duplicate());
            return append(target, tail, base, tail.finish(), checksum);
        } catch (RuntimeException e) {
            tail.abandon();
            throw e;
        }
    }

    private static Content concatenated(Content.Inline first, Content.Inline more) {
        ByteBuffer both = ByteBuffer.allocate(Math.toIntExact(first.length() + more.length()));
        both.put(first.bytes().duplicate()).put(more.bytes().duplicate());
        return new Content.Inline(both.flip());
    }

    private PendingContent append(
            Target target, @Nullable Assembly tail, Content base, Content more, ByteBuffer checksum) {
        Deadline deadline = deadline();
        Joining joining = new Joining(context, target, reads);
        try {
            Content content = joining.append(base, more, checksum);
            return new Pending(content, deadline, new Appending(joining, tail));
        } catch (RuntimeException e) {
            joining.abandon();
            throw e;
        }
    }

    /** The room for packs on their way to Cassandra. */
    public ByteBudget window() {
        return context.window();
    }
}
