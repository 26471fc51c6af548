package io.casgate.dedup.write;

import io.casgate.dedup.DedupStore.NumberedPart;
import io.casgate.dedup.OwnerId;
import io.casgate.dedup.Target;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.manifest.Extent;
import io.casgate.dedup.manifest.ManifestBuilder;
import io.casgate.dedup.manifest.Span;
import io.casgate.dedup.read.ReadPath;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A body made of parts: their spans under their numbers, still backed by the references that were written with them. The
 * owner of its own is there for the pages of a long manifest, and for the bytes of small parts. Used by one thread.
 */
final class Joining implements Body {
    private final ReadPath reads;
    private final Ownership ownership;
    private final Pages pages;
    private final ManifestBuilder manifest;

    Joining(WriteContext context, Target target, ReadPath reads) {
        this.reads = reads;
        this.ownership = new Ownership(context, target);
        this.pages = new Pages(context, ownership, new Failure());
        this.manifest = pages.builder();
    }

    Content join(List<NumberedPart> parts) {
        parts.forEach(this::add);
        return finish();
    }

    /** The parts of {@code base}, numbered anew without gaps, and {@code more} as one part after them. */
    Content append(Content base, Content more, ByteBuffer checksum) {
        int count = 1;
        switch (base) {
            case Content.Inline inline -> add(new NumberedPart(count, inline));
            case Content stored -> count = addParts(stored);
        }
        add(new NumberedPart(count + 1, more, checksum));
        return finish();
    }

    private Content finish() {
        Content content = manifest.finish();
        pages.drain();
        return content;
    }

    private void add(NumberedPart part) {
        switch (part.content()) {
            case Content.Inline inline -> addLiteral(part, inline);
            case Content stored -> addSpans(part, stored);
        }
    }

    private void addLiteral(NumberedPart part, Content.Inline inline) {
        manifest.span(ownership.owner(), part.partNumber(), part.checksum());
        if (inline.length() > 0) {
            manifest.add(new Extent.Literal(inline.bytes()));
        }
    }

    /** A long span comes page by page: it stays one as long as its owner does. */
    private void addSpans(NumberedPart part, Content stored) {
        @Nullable OwnerId owner = null;
        try (Stream<Span> spans = reads.spans(stored)) {
            for (Iterator<Span> next = spans.iterator(); next.hasNext(); ) {
                Span span = next.next();
                if (!span.owner().equals(owner)) {
                    manifest.span(span.owner(), part.partNumber(), owner == null ? part.checksum() : Span.NO_CHECKSUM);
                    owner = span.owner();
                }
                span.extents().forEach(manifest::add);
            }
        }
    }

    /** Adds the spans with their checksums, and returns how many parts they make. */
    private int addParts(Content stored) {
        int count = 0;
        @Nullable Span last = null;
        try (Stream<Span> spans = reads.spans(stored)) {
            for (Iterator<Span> next = spans.iterator(); next.hasNext(); ) {
                Span span = next.next();
                boolean samePart = last != null && last.partNumber() == span.partNumber();
                count += samePart ? 0 : 1;
                if (last == null || !samePart || !last.owner().equals(span.owner())) {
                    manifest.span(span.owner(), count, span.checksum());
                }
                span.extents().forEach(manifest::add);
                last = span;
            }
        }
        return count;
    }

    /** Its bytes were counted when the parts were published. */
    @Override
    public void published(Content content) {
        ownership.dropIntentSoon();
    }

    @Override
    public void abandon() {
        pages.delete();
        ownership.dropIntentSoon();
    }
}
