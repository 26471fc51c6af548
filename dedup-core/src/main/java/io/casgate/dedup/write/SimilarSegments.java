package io.casgate.dedup.write;

import io.casgate.dedup.CorruptContentException;
import io.casgate.dedup.Domain;
import io.casgate.dedup.Fingerprint;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.StoreUnavailableException;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.manifest.Extent;
import io.casgate.dedup.manifest.Span;
import io.casgate.dedup.segment.SegmentHeader;
import io.casgate.dedup.store.BlockLocation;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments of contents that a body is likely to repeat, brought into memory ahead of it, in their order. Reading ahead
 * is bounded: it goes on as the body does. All of it is a hint: what cannot be read is done without, for an object whose
 * manifest is damaged, or was released meanwhile, can be overwritten like any other.
 */
final class SimilarSegments implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimilarSegments.class);

    /** How far ahead of the body, in bytes of the similar content. */
    private static final long AHEAD = 64L << 20;

    private static final int IN_FLIGHT = 16;

    /** As many full segments as {@link #AHEAD} may have, and the body is in. */
    private static final int SEGMENTS = 20;

    private final WriteContext context;
    private final Domain domain;
    private final Function<Content, Stream<Span>> read;
    private Iterator<Content> contents;
    // One in the other, and not flat-mapped: a stream's iterator buffers all that one element is mapped to.
    private Stream<Span> opened = Stream.empty();
    private Iterator<Span> spans = Collections.emptyIterator();
    private Iterator<Extent> extents = Collections.emptyIterator();
    private final Queue<CompletableFuture<Boolean>> loads = new ArrayDeque<>();
    private final RecentSegments segments = new RecentSegments(SEGMENTS);
    private @Nullable SegmentId last;
    private long ahead;

    SimilarSegments(WriteContext context, Domain domain, List<Content> similar, Function<Content, Stream<Span>> read) {
        this.context = context;
        this.domain = domain;
        this.read = read;
        this.contents = similar.iterator();
    }

    /** The body went on by {@code length} bytes. */
    void advance(int length) {
        ahead -= length;
        while (!loads.isEmpty() && loads.element().isDone()) {
            loads.remove();
        }
        try {
            readAhead();
        } catch (StoreUnavailableException | CorruptContentException e) {
            LOG.info("A body is stored without a look at what it is likely to repeat: {}", e.getMessage());
            close();
        }
    }

    private void readAhead() {
        while (ahead < AHEAD && loads.size() < IN_FLIGHT && hasNext()) {
            Extent extent = extents.next();
            ahead += extent.length();
            if (extent instanceof Extent.Run run && !run.segment().equals(last)) {
                last = run.segment();
                loads.add(load(last));
            }
        }
    }

    private boolean hasNext() {
        while (!extents.hasNext()) {
            if (spans.hasNext()) {
                extents = spans.next().extents().iterator();
            } else if (contents.hasNext()) {
                opened.close();
                opened = read.apply(contents.next());
                spans = opened.iterator();
            } else {
                return false;
            }
        }
        return true;
    }

    private CompletableFuture<Boolean> load(SegmentId segment) {
        return context.ports().segments().header(segment).handle((found, e) -> e == null && remember(segment, found));
    }

    private boolean remember(SegmentId segment, Optional<SegmentHeader> found) {
        Optional<SegmentHeader> usable = found.filter(header -> header.domain().equals(domain) && !header.saturated());
        usable.ifPresent(header -> segments.add(segment, header));
        return usable.isPresent();
    }

    /** Where a block is, if a similar content has it about where the body is. */
    @Nullable
    BlockLocation find(Fingerprint fingerprint) {
        return segments.find(fingerprint);
    }

    void forget(Fingerprint fingerprint, BlockLocation location) {
        segments.forget(fingerprint, location);
    }

    /** Waits for what was asked for so far. */
    void await() {
        while (!loads.isEmpty()) {
            Waits.await(loads.remove());
        }
    }

    /** Reads no further. */
    @Override
    public void close() {
        contents = Collections.emptyIterator();
        spans = Collections.emptyIterator();
        extents = Collections.emptyIterator();
        opened.close();
    }
}
