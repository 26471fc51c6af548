package io.casgate.dedup.manifest;

import io.casgate.dedup.OwnerId;
import io.casgate.dedup.format.FormatWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts a manifest together from extents in the order of the body: joins neighbours, and hands pages over as they fill,
 * so that memory holds one page however long the body is. Used by one thread.
 */
public final class ManifestBuilder {
    /** Bytes of items, before they are compressed. */
    static final int PAGE_BYTES = 64 * 1024;

    /** Pages double in size after each so many pages, up to 1 MiB, which keeps the list of them short. */
    private static final int PAGES_PER_SIZE = 256;

    private static final int MAX_DOUBLINGS = 4;

    private final OwnerId pages;
    private final int maxEmbedded;
    private final PageSink sink;
    private final List<Long> pageStarts = new ArrayList<>();

    // The page that is being filled: as values, and as bytes.
    private long pageStart;
    private long settledLength;
    private List<Span> spans = new ArrayList<>();
    private FormatWriter page = new FormatWriter(PAGE_BYTES);
    private SpanWriter writer = new SpanWriter(page);

    // The span that is open: its owner and part, what this page has of it, and the extent that may still grow.
    private @Nullable Span open;
    private boolean continued;
    private boolean ownerWritten;
    private List<Extent> extents = new ArrayList<>();
    private @Nullable Extent last;

    /** Takes finished pages. */
    @FunctionalInterface
    public interface PageSink {
        /** Stores page {@code number}, from 0; pages come in order. May block. */
        void write(int number, ByteBuffer page);
    }

    /**
     * @param pages the key under which {@code sink} stores pages
     * @param maxEmbedded how many bytes of manifest may be embedded; a longer one is paged
     */
    public ManifestBuilder(OwnerId pages, int maxEmbedded, PageSink sink) {
        this.pages = pages;
        this.maxEmbedded = Math.min(maxEmbedded, PAGE_BYTES);
        this.sink = sink;
    }

    /** Begins a span: the extents that are added next belong to it. */
    public void span(OwnerId owner, int partNumber) {
        span(owner, partNumber, Span.NO_CHECKSUM);
    }

    /** As {@link #span(OwnerId, int)}: the first of a part that has a checksum. */
    public void span(OwnerId owner, int partNumber, ByteBuffer checksum) {
        endSpan();
        open = new Span(owner, partNumber, List.of(), checksum);
    }

    /**
     * Adds the body's next bytes.
     *
     * @throws IllegalStateException before the first span
     */
    public void add(Extent extent) {
        if (open == null) {
            throw new IllegalStateException("An extent belongs to a span");
        }
        if (extent instanceof Extent.Literal(ByteBuffer bytes) && bytes.remaining() > ContentCodec.MAX_LITERAL) {
            addPieces(bytes);
            return;
        }
        Extent joined = last == null ? null : join(last, extent);
        if (joined == null) {
            settle();
        }
        last = joined == null ? extent : joined;
    }

    private void addPieces(ByteBuffer bytes) {
        for (int at = 0; at < bytes.remaining(); at += ContentCodec.MAX_LITERAL) {
            int size = Math.min(ContentCodec.MAX_LITERAL, bytes.remaining() - at);
            add(new Extent.Literal(bytes.slice(bytes.position() + at, size)));
        }
    }

    /** The manifest, embedded when it is short enough; otherwise all its pages are with the sink. */
    public Content finish() {
        endSpan();
        if (pageStarts.isEmpty() && Items.shorter(page).size() <= maxEmbedded) {
            return new Content.Embedded(spans, settledLength);
        }
        if (!spans.isEmpty()) {
            seal();
        }
        return new Content.Paged(pages, settledLength, pageStarts);
    }

    /** One extent instead of two, or null when they are not neighbours. */
    private static @Nullable Extent join(Extent first, Extent second) {
        return switch (first) {
            case Extent.Hole(long holeLength)
            when second instanceof Extent.Hole(long more) -> new Extent.Hole(holeLength + more);
            case Extent.Literal(ByteBuffer bytes)
            when second instanceof Extent.Literal(ByteBuffer more)
                    && bytes.remaining() + more.remaining() <= ContentCodec.MAX_LITERAL -> join(bytes, more);
            case Extent.Run run when second instanceof Extent.Run next -> join(run, next);
            default -> null;
        };
    }

    private static Extent join(ByteBuffer first, ByteBuffer second) {
        ByteBuffer both = ByteBuffer.allocate(first.remaining() + second.remaining());
        return new Extent.Literal(
                both.put(first.duplicate()).put(second.duplicate()).flip());
    }

    /** Runs that touch, also when they do so inside a block. */
    private static @Nullable Extent join(Extent.Run first, Extent.Run second) {
        int slotEnd = first.firstSlot() + first.slotCount();
        boolean touch = first.segment().equals(second.segment())
                && first.end() == second.position()
                && (slotEnd == second.firstSlot() || slotEnd == second.firstSlot() + 1);
        if (!touch) {
            return null;
        }
        int slotCount = second.firstSlot() + second.slotCount() - first.firstSlot();
        return new Extent.Run(
                first.segment(), first.firstSlot(), slotCount, first.position(), first.length() + second.length());
    }

    /** Writes the last extent, which will not grow any more, and hands the page over when it is full. */
    private void settle() {
        if (last == null) {
            return;
        }
        writeOwner();
        writer.extent(last);
        extents.add(last);
        settledLength += last.length();
        last = null;
        if (page.size() >= pageBytes()) {
            endPiece();
            continued = true;
            seal();
        }
    }

    private int pageBytes() {
        return PAGE_BYTES << Math.min(MAX_DOUBLINGS, pageStarts.size() / PAGES_PER_SIZE);
    }

    private void endSpan() {
        settle();
        if (open != null && !(continued && extents.isEmpty())) {
            endPiece();
        }
        open = null;
        continued = false;
        if (page.size() >= pageBytes()) {
            seal();
        }
    }

    /** Ends what this page has of the open span. */
    private void endPiece() {
        writeOwner();
        Span span = Objects.requireNonNull(open);
        spans.add(new Span(span.owner(), span.partNumber(), extents, span.checksum()));
        extents = new ArrayList<>();
        ownerWritten = false;
    }

    private void writeOwner() {
        Span span = Objects.requireNonNull(open);
        if (!ownerWritten) {
            writer.span(span.owner(), span.partNumber(), span.checksum());
            ownerWritten = true;
        }
    }

    private void seal() {
        pageStarts.add(pageStart);
        sink.write(pageStarts.size() - 1, ManifestPage.seal(pageStart, page));
        pageStart = settledLength;
        spans = new ArrayList<>();
        page = new FormatWriter(PAGE_BYTES);
        writer = new SpanWriter(page);
    }
}
