package io.casgate.dedup.read;

import io.casgate.dedup.CorruptContentException;
import io.casgate.dedup.OwnerId;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.manifest.ManifestPage;
import io.casgate.dedup.store.PageSource;
import io.casgate.dedup.store.Reach;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** The pages of a manifest, from some page on, read a little ahead. Used by one thread. */
final class PageCursor implements Iterator<ManifestPage> {
    private static final int AHEAD = 2;

    private final Content.Paged content;
    private final PageSource source;
    private final Queue<CompletableFuture<Optional<ByteBuffer>>> replies = new ArrayDeque<>();
    private int next;

    PageCursor(Content.Paged content, int first, PageSource source) {
        this.content = content;
        this.source = source;
        next = first;
        readAhead();
    }

    /** The page that holds the byte at {@code offset}, which lies in the body. */
    static int pageAt(Content.Paged content, long offset) {
        int low = 0;
        int high = content.pageStarts().size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (content.pageStarts().get(middle) <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Whether {@link #next} would return at once. */
    boolean isReady() {
        return hasNext() && replies.element().isDone();
    }

    @Override
    public boolean hasNext() {
        return !replies.isEmpty();
    }

    /**
     * The next page; blocks until it is there.
     *
     * @throws io.casgate.dedup.StoreUnavailableException when Cassandra does not answer
     * @throws CorruptContentException when no replica has the page undamaged
     */
    @Override
    public ManifestPage next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int number = next++;
        CompletableFuture<Optional<ByteBuffer>> nearby = replies.remove();
        readAhead();
        OwnerId pages = content.pages();
        return Escalation.ask(
                "page " + number + " of manifest " + pages,
                reach -> Replies.await(reach == Reach.LOCAL_ONE ? nearby : source.page(pages, number, reach))
                        .map(stored -> decode(number, stored))
                        .orElse(null));
    }

    private void readAhead() {
        int number = next + replies.size();
        while (replies.size() < AHEAD && number < content.pageStarts().size()) {
            replies.add(source.page(content.pages(), number++, Reach.LOCAL_ONE).toCompletableFuture());
        }
    }

    private ManifestPage decode(int number, ByteBuffer stored) {
        ManifestPage page = ManifestPage.decode(stored);
        boolean isLast = number + 1 == content.pageStarts().size();
        long end = isLast ? content.length() : content.pageStarts().get(number + 1);
        if (page.start() != content.pageStarts().get(number) || page.start() + page.length() != end) {
            throw new CorruptContentException("Page " + number + " of manifest " + content.pages() + " begins at "
                    + page.start() + " and has " + page.length() + " bytes");
        }
        return page;
    }
}
