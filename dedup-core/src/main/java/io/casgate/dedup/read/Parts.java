package io.casgate.dedup.read;

import io.casgate.dedup.DedupStore.JoinedPart;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.manifest.ManifestPage;
import io.casgate.dedup.manifest.Span;
import io.casgate.dedup.store.PageSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers some of a joined body's parts from its spans. Used by one thread. */
final class Parts {
    private final int after;
    private final int max;
    private final List<JoinedPart> parts = new ArrayList<>();
    private long offset;
    private @Nullable JoinedPart open;

    private Parts(int after, int max, long offset) {
        this.after = after;
        this.max = max;
        this.offset = offset;
    }

    static List<JoinedPart> of(Content content, int after, int max, PageSource source) {
        return switch (content) {
            case Content.Inline _ -> List.of();
            case Content.Embedded embedded ->
                new Parts(after, max, 0).gather(embedded.spans().iterator());
            case Content.Paged paged -> {
                int first = firstPage(paged, after, source);
                PageCursor pages = new PageCursor(paged, first, source);
                yield new Parts(after, max, paged.pageStarts().get(first)).gather(new SpansOf(pages));
            }
        };
    }

    /** The last page that begins with a part up to {@code after}: what begins later begins on it, or behind it. */
    private static int firstPage(Content.Paged content, int after, PageSource source) {
        int low = 0;
        int high = content.pageStarts().size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            ManifestPage page = new PageCursor(content, middle, source).next();
            if (page.spans().getFirst().partNumber() <= after) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private List<JoinedPart> gather(Iterator<Span> spans) {
        while (parts.size() < max && spans.hasNext()) {
            add(spans.next());
        }
        if (parts.size() < max) {
            end();
        }
        return List.copyOf(parts);
    }

    private void add(Span span) {
        if (open != null && open.partNumber() != span.partNumber()) {
            end();
        }
        long length = span.length();
        if (span.partNumber() > after && parts.size() < max) {
            open = open == null
                    ? new JoinedPart(span.partNumber(), offset, length, span.checksum())
                    : new JoinedPart(open.partNumber(), open.offset(), open.length() + length, open.checksum());
        }
        offset += length;
    }

    private void end() {
        if (open != null) {
            parts.add(open);
            open = null;
        }
    }

    /** The spans of pages, one page at a time. */
    private static final class SpansOf implements Iterator<Span> {
        private final PageCursor pages;
        private Iterator<Span> spans = List.<Span>of().iterator();

        SpansOf(PageCursor pages) {
            this.pages = pages;
        }

        @Override
        public boolean hasNext() {
            while (!spans.hasNext() && pages.hasNext()) {
                spans = pages.next().spans().iterator();
            }
            return spans.hasNext();
        }

        @Override
        public Span next() {
            return spans.next();
        }
    }
}
