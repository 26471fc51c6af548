package io.casgate.dedup.read;

import io.casgate.dedup.CorruptContentException;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.manifest.Extent;
import io.casgate.dedup.manifest.Span;
import io.casgate.dedup.store.PageSource;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The pieces of a range of a body, in order. Holds one page of the manifest. Used by one thread. */
final class Pieces implements Iterator<Piece> {
    private final @Nullable PageCursor pages;
    private Iterator<Extent> extents;
    private long skip;
    private long remaining;

    Pieces(Content content, long offset, long length, PageSource source) {
        remaining = length;
        skip = offset;
        switch (content) {
            case Content.Inline inline -> {
                pages = null;
                extents = length == 0
                        ? Collections.emptyIterator()
                        : List.<Extent>of(new Extent.Literal(inline.bytes())).iterator();
            }
            case Content.Embedded embedded -> {
                pages = null;
                extents = extents(embedded.spans());
            }
            case Content.Paged paged
            when length == 0 -> {
                pages = null;
                extents = Collections.emptyIterator();
            }
            case Content.Paged paged -> {
                int first = PageCursor.pageAt(paged, offset);
                pages = new PageCursor(paged, first, source);
                extents = Collections.emptyIterator();
                skip = offset - paged.pageStarts().get(first);
            }
        }
    }

    private static Iterator<Extent> extents(List<Span> spans) {
        return spans.stream().flatMap(span -> span.extents().stream()).iterator();
    }

    @Override
    public boolean hasNext() {
        return remaining > 0;
    }

    /** Whether {@link #next} would not have to wait for a page. */
    boolean isReady() {
        return extents.hasNext() || (pages != null && pages.isReady());
    }

    /**
     * The next piece; blocks until its page is there.
     *
     * @throws CorruptContentException when the manifest is shorter than the range, or damaged
     */
    @Override
    public Piece next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        while (true) {
            Extent extent = nextExtent();
            if (skip < extent.length()) {
                long length = Math.min(extent.length() - skip, remaining);
                Piece piece = Piece.of(extent, skip, length);
                skip = 0;
                remaining -= length;
                return piece;
            }
            skip -= extent.length();
        }
    }

    private Extent nextExtent() {
        while (!extents.hasNext()) {
            if (pages == null || !pages.hasNext()) {
                throw new CorruptContentException("The manifest ends " + remaining + " bytes early");
            }
            extents = extents(pages.next().spans());
        }
        return extents.next();
    }
}
