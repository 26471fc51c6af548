package io.casgate.dedup.write;

import io.casgate.dedup.Fingerprint;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.manifest.Extent;
import io.casgate.dedup.segment.PackEncoder;
import io.casgate.dedup.segment.SegmentBlocks;
import io.casgate.dedup.segment.SegmentHeader;
import io.casgate.dedup.store.BlockLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the new blocks of a body into segments: reference first, then packs, then the header, then the index rows, each
 * when the one before is durable. Several segments may be on this way at once; none of it is waited for but room.
 *
 * <p>Used by the body's thread; only what completes a segment runs elsewhere.
 */
final class SegmentBuilder implements AutoCloseable {
    /** Segments whose header or index rows are not durable yet. */
    private static final int UNFINISHED_SEGMENTS = 4;

    private final WriteContext context;
    private final WriteDomain domain;
    private final Hooks hooks;
    private final BatchWindow window;
    private final Failure failure;
    private final PackEncoder encoder;
    private final InFlight unfinished;

    /** Blocks of segments that have no header yet: nobody else can find them. */
    private final ConcurrentMap<Fingerprint, Extent.Run> fresh = new ConcurrentHashMap<>();

    private @Nullable NewSegment open;

    SegmentBuilder(WriteContext context, WriteDomain domain, Failure failure) {
        this.context = context;
        this.domain = domain;
        this.failure = failure;
        this.hooks = new Hooks(context.settings().hookInterval());
        this.window = new BatchWindow(
                context.ports().packs(),
                new ByteBudget(context.settings().uploadWindowBytes()),
                context.window(),
                failure,
                context.metrics());
        this.encoder = new PackEncoder(context.settings().compressionLevel());
        this.unfinished = new InFlight(UNFINISHED_SEGMENTS, failure);
    }

    /** Where a block is that this body brought itself and that is not known elsewhere yet. */
    Extent.@Nullable Run find(Fingerprint fingerprint) {
        return fresh.get(fingerprint);
    }

    /** Stores a block. The bytes are copied. */
    Extent.Run add(PlainBlock block, Fingerprint fingerprint, References references) {
        failure.check();
        NewSegment segment = open;
        if (segment != null && !segment.hasRoom(block.length())) {
            seal(references);
            segment = null;
        }
        if (segment == null) {
            segment = begin(references);
            open = segment;
        }
        context.metrics().uniqueBytes.add(block.length());
        Extent.Run run = segment.add(block, fingerprint);
        fresh.put(fingerprint, run);
        return run;
    }

    private NewSegment begin(References references) {
        SegmentId id = SegmentId.random();
        CompletableFuture<Void> reference = references.claim(id);
        return new NewSegment(id, reference, encoder, window, context.settings().batchBytes());
    }

    /** Ends the segment that is being filled, if there is one. */
    void seal(References references) {
        NewSegment segment = open;
        open = null;
        if (segment == null) {
            return;
        }
        CompletableFuture<Void> packs = segment.finish();
        SegmentBlocks blocks = domain.segment(segment.blocks());
        SegmentHeader header =
                SegmentHeader.fresh(domain.domain(), context.clock().instant(), blocks);
        context.metrics().segments.increment();
        unfinished.start(() -> packs.thenCompose(
                        durable -> context.ports().segments().create(segment.id(), header))
                .thenCompose(created -> {
                    references.adopt(segment.id(), header);
                    context.hot().use(segment.id(), header);
                    forget(segment.id(), blocks);
                    return enterHooks(segment.id(), blocks);
                }));
    }

    private void forget(SegmentId segment, SegmentBlocks blocks) {
        for (int slot = 0; slot < blocks.slotCount(); slot++) {
            fresh.computeIfPresent(
                    blocks.fingerprint(slot), (print, run) -> run.segment().equals(segment) ? null : run);
        }
    }

    private CompletableFuture<Void> enterHooks(SegmentId segment, SegmentBlocks blocks) {
        List<CompletableFuture<Void>> rows = new ArrayList<>();
        for (int slot = 0; slot < blocks.slotCount(); slot++) {
            Fingerprint fingerprint = blocks.fingerprint(slot);
            if (slot == 0 || hooks.byValue(fingerprint)) {
                rows.add(context.ports().index().put(domain.domain(), fingerprint, new BlockLocation(segment, slot)));
            }
        }
        return CompletableFuture.allOf(rows.toArray(CompletableFuture[]::new));
    }

    /** Waits until everything that was begun is durable. */
    void drain() {
        unfinished.drain();
        failure.check();
    }

    /** Waits until nothing is on its way, whatever became of it. */
    void quiesce() {
        unfinished.drain();
    }

    @Override
    public void close() {
        encoder.close();
    }
}
