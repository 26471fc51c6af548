package io.casgate.dedup.write;

import io.casgate.dedup.Fingerprint;
import io.casgate.dedup.Target;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.manifest.Extent;
import io.casgate.dedup.manifest.ManifestBuilder;
import io.casgate.dedup.manifest.Span;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One body in the making: bytes that are cut and looked up, and runs of segments that are there already. It keeps the
 * order of things: intent, references, packs, headers, index rows; at the end exact references, then the manifest. Used by
 * one thread. After a failure it can only be abandoned.
 */
final class Assembly implements Body, LookupWindow.Sink {
    private final WriteContext context;
    private final WriteDomain domain;
    private final Target target;
    private final Failure failure = new Failure();
    private final SimilarSegments similar;
    private final SegmentBuilder segments;
    private final LookupWindow lookups;
    private final BlockStream blocks;
    private final List<Ownership> owners = new ArrayList<>();
    private final Pages pages;
    private final ManifestBuilder manifest;
    private References references;

    Assembly(
            WriteContext context,
            WriteDomain domain,
            Target target,
            List<Content> similar,
            Function<Content, Stream<Span>> spans) {
        this.context = context;
        this.domain = domain;
        this.target = target;
        this.similar = new SimilarSegments(context, domain.domain(), similar, spans);
        this.segments = new SegmentBuilder(context, domain, failure);
        this.lookups = new LookupWindow(context, domain, this.similar, this);
        this.blocks = new BlockStream(domain.cutter(), context.settings().formats(), lookups);
        this.references = new References(context, domain.domain(), target, failure);
        this.pages = new Pages(context, references.ownership(), failure);
        this.manifest = pages.builder();
        own(references);
    }

    /** Takes the remaining bytes. */
    void write(ByteBuffer bytes) {
        failure.check();
        blocks.write(bytes);
    }

    /** Takes what is stored already, or needs no storing, after all bytes that were written before. */
    void addUncut(Extent extent) {
        endBytes();
        add(extent);
    }

    /** Decides about all bytes that were written. */
    void endBytes() {
        failure.check();
        blocks.end();
        lookups.drain();
    }

    @Override
    public References references() {
        return references;
    }

    @Override
    public Extent.@Nullable Run findFresh(Fingerprint fingerprint) {
        return segments.find(fingerprint);
    }

    @Override
    public Extent.Run store(PlainBlock block, Fingerprint fingerprint) {
        return segments.add(block, fingerprint, references);
    }

    @Override
    public void add(Extent extent) {
        manifest.add(extent);
        if (references.size() >= context.settings().segmentsPerOwner()) {
            changeOwner();
        }
    }

    /** What is remembered of an owner's references is bounded: a long body goes on under another. */
    private void changeOwner() {
        settle();
        references = new References(context, domain.domain(), target, failure);
        own(references);
    }

    private void own(References next) {
        owners.add(next.ownership());
        manifest.span(next.ownership().owner(), 0);
    }

    /** Waits until all that was added is durable and exactly referenced. */
    private void settle() {
        lookups.quiesce();
        segments.seal(references);
        segments.drain();
        references.settle();
    }

    /** Ends the body: all of it is durable and referenced then. */
    Content finish() {
        endBytes();
        settle();
        Content content = manifest.finish();
        pages.drain();
        close();
        return content;
    }

    /** Its owners are in use now, not in progress. */
    @Override
    public void published(Content content) {
        context.metrics().logicalBytes.add(content.length());
        dropIntentsSoon();
    }

    void dropIntentsSoon() {
        owners.forEach(Ownership::dropIntentSoon);
    }

    /**
     * Gives up what was written. Whole segments stay, with their headers, for others to match and for reclaim to find;
     * references to them go. What cannot be done now is left to the collector, with the intent.
     */
    @Override
    public void abandon() {
        context.metrics().abandoned.increment();
        try (SegmentBuilder closing = segments) {
            if (!failure.happened()) {
                closing.seal(references);
            }
            closing.quiesce();
            lookups.quiesce();
            pages.delete();
            references.release();
        } finally {
            similar.close();
        }
    }

    private void close() {
        similar.close();
        segments.close();
    }
}
