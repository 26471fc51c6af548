package io.casgate.dedup.read;

import io.casgate.dedup.ContentReader;
import io.casgate.dedup.DedupMetrics;
import io.casgate.dedup.DedupStore.JoinedPart;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.manifest.Span;
import io.casgate.dedup.store.PackSource;
import io.casgate.dedup.store.PageSource;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Opens stored content. Safe for use by any number of threads. */
public final class ReadPath {
    private final PackSource packs;
    private final PageSource pages;
    private final ReadWindows windows;
    private final Duration patience;

    public ReadPath(PackSource packs, PageSource pages, ReadSettings settings, DedupMetrics metrics) {
        this.packs = new SharedQueries(new PackCache(packs, settings.cacheBytes(), metrics));
        this.pages = pages;
        this.windows = new ReadWindows(settings);
        this.patience = settings.patience();
    }

    /**
     * Opens {@code length} bytes of a body from {@code offset}. Waits for nothing; the first bytes do.
     *
     * @throws IndexOutOfBoundsException when the range does not lie in the body
     */
    public ContentReader open(Content content, long offset, long length) {
        Objects.checkFromIndexSize(offset, length, content.length());
        return new PatientReader(
                delivered -> {
                    Pieces rest = new Pieces(content, offset + delivered, length - delivered, pages);
                    return new GatheredReader(new WindowedReader(new ReadAhead(rest, packs, windows), windows));
                },
                patience);
    }

    /**
     * What {@code length} bytes of a body from {@code offset} are made of, in order; the manifest is read page by page.
     *
     * @throws IndexOutOfBoundsException when the range does not lie in the body
     */
    public Iterator<Piece> pieces(Content content, long offset, long length) {
        Objects.checkFromIndexSize(offset, length, content.length());
        return new Pieces(content, offset, length, pages);
    }

    /** As {@link io.casgate.dedup.DedupStore#parts}. */
    public List<JoinedPart> parts(Content content, int after, int max) {
        return Parts.of(content, after, max, pages);
    }

    /** The spans of a body, in order, read page by page; a long span of a paged manifest comes in several pieces. */
    public Stream<Span> spans(Content content) {
        return switch (content) {
            case Content.Inline _ -> Stream.empty();
            case Content.Embedded embedded -> embedded.spans().stream();
            case Content.Paged paged -> {
                PageCursor cursor = new PageCursor(paged, 0, pages);
                int flags = Spliterator.ORDERED | Spliterator.NONNULL;
                yield StreamSupport.stream(Spliterators.spliteratorUnknownSize(cursor, flags), false)
                        .flatMap(page -> page.spans().stream());
            }
        };
    }
}
