package io.casgate.dedup.write;

import io.casgate.dedup.Fingerprint;
import io.casgate.dedup.fingerprint.Fingerprinter;
import io.casgate.dedup.fingerprint.Zeros;
import io.casgate.dedup.manifest.Extent;
import io.casgate.dedup.store.BlockLocation;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Decides, in the order of the body, which blocks are stored already. When a block comes in, whatever Cassandra must be
 * asked about it is asked; the decision falls when {@code lookAheadBytes} more have come in, so that one body keeps many
 * questions under way. By then the answer to a question about one block has often brought the segment of its neighbours.
 *
 * <p>A block that memory does not know is asked for when it is a hook by its value, or the first after one that was
 * known: there a body that repeats stored ones leaves one segment and enters the next, whose first block is a hook. The
 * hooks behind it wait for that answer, which will most likely spare them theirs.
 */
final class LookupWindow implements BlockStream.Sink {
    private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

    private final WriteContext context;
    private final WriteDomain domain;
    private final Fingerprinter fingerprinter;
    private final Hooks hooks;
    private final SimilarSegments similar;
    private final Sink sink;
    private final Queue<Entry> entries = new ArrayDeque<>();
    private int bytes;

    /** Open questions, those of decided blocks too. */
    private final Queue<CompletableFuture<Void>> questions = new ArrayDeque<>();

    /** Whether the block before was known; so the body's first block is asked for as well. */
    private boolean known = true;

    /** The question about the last block that came after a known one. */
    private CompletableFuture<Void> entrance = NOTHING;

    /** What becomes of decided blocks. */
    interface Sink {
        /** The references under which blocks are matched now. */
        References references();

        /** Where a block is that this body brought itself. */
        Extent.@Nullable Run findFresh(Fingerprint fingerprint);

        Extent.Run store(PlainBlock block, Fingerprint fingerprint);

        void add(Extent extent);
    }

    /** What waits for its turn. */
    private sealed interface Entry {
        int length();

        /** A block that waits for its decision. */
        record Asked(PlainBlock block, Fingerprint fingerprint, CompletableFuture<Void> question) implements Entry {
            @Override
            public int length() {
                return block.length();
            }
        }

        /** What needs no storing. */
        record Ready(Extent extent, int length) implements Entry {}
    }

    LookupWindow(WriteContext context, WriteDomain domain, SimilarSegments similar, Sink sink) {
        this.context = context;
        this.domain = domain;
        this.fingerprinter = domain.fingerprinter();
        this.hooks = new Hooks(context.settings().hookInterval());
        this.similar = similar;
        this.sink = sink;
    }

    /** Takes the body's next block. */
    @Override
    public void add(PlainBlock block) {
        add(ask(block));
    }

    /** Takes the body's next bytes, which are kept in its manifest. */
    @Override
    public void add(Extent.Literal literal) {
        int length = Math.toIntExact(literal.length());
        context.metrics().literalBytes.add(length);
        add(new Entry.Ready(literal, length));
    }

    private void add(Entry entry) {
        similar.advance(entry.length());
        entries.add(entry);
        bytes += entry.length();
        while (bytes > context.settings().lookAheadBytes()) {
            decideFirst();
        }
    }

    /** Decides all blocks that came in. */
    void drain() {
        while (!entries.isEmpty()) {
            decideFirst();
        }
    }

    private Entry ask(PlainBlock block) {
        context.metrics().blocks.increment();
        if (Zeros.only(block.array(), block.offset(), block.offset() + block.length())) {
            context.metrics().holeBytes.add(block.length());
            return new Entry.Ready(new Extent.Hole(block.length()), block.length());
        }
        Fingerprint fingerprint = fingerprinter.of(block.array(), block.offset(), block.length());
        boolean afterKnown = known;
        known = isKnown(fingerprint);
        if (known) {
            return new Entry.Asked(block, fingerprint, NOTHING);
        }
        if (afterKnown) {
            entrance = ask(askIndex(fingerprint));
            return new Entry.Asked(block, fingerprint, entrance);
        }
        boolean asked = hooks.byValue(fingerprint);
        return new Entry.Asked(block, fingerprint, asked ? ask(askAfterEntrance(fingerprint)) : NOTHING);
    }

    /** Whether memory knows the block; its segment's pin is begun then. */
    private boolean isKnown(Fingerprint fingerprint) {
        BlockLocation location = locate(fingerprint);
        if (location != null) {
            context.metrics().memoryHits.increment();
            sink.references().prefetch(location.segment());
        }
        return location != null || sink.findFresh(fingerprint) != null;
    }

    private CompletableFuture<Void> askAfterEntrance(Fingerprint fingerprint) {
        if (entrance.isDone()) {
            return askIndex(fingerprint);
        }
        return entrance.thenCompose(answered -> locate(fingerprint) == null ? askIndex(fingerprint) : NOTHING);
    }

    /**
     * Waits until no question is open, whatever the answers: an answer pins a segment, and when the owner's references are
     * made exact or given up, none may come after.
     */
    void quiesce() {
        while (!questions.isEmpty()) {
            Waits.await(questions.remove().handle((answered, e) -> true));
        }
    }

    private CompletableFuture<Void> ask(CompletableFuture<Void> question) {
        while (!questions.isEmpty() && questions.element().isDone()) {
            questions.remove();
        }
        questions.add(question);
        return question;
    }

    /** Completes when the segment that the index names is pinned, or when it names none. */
    private CompletableFuture<Void> askIndex(Fingerprint fingerprint) {
        References references = sink.references();
        context.metrics().indexLookups.increment();
        return context.ports().index().find(domain.domain(), fingerprint).thenCompose(found -> {
            if (found.isEmpty()) {
                return NOTHING;
            }
            context.metrics().indexHits.increment();
            return references.pin(found.get().segment()).thenAccept(pinned -> {});
        });
    }

    private void decideFirst() {
        Entry entry = entries.remove();
        bytes -= entry.length();
        sink.add(
                switch (entry) {
                    case Entry.Asked asked -> decide(asked);
                    case Entry.Ready ready -> ready.extent();
                });
    }

    private Extent.Run decide(Entry.Asked entry) {
        Fingerprint fingerprint = entry.fingerprint();
        Extent.Run stored = match(fingerprint);
        if (stored == null) {
            similar.await();
            stored = match(fingerprint);
        }
        if (stored == null) {
            awaitAnswers(entry);
            stored = match(fingerprint);
        }
        if (stored == null) {
            return sink.store(entry.block(), fingerprint);
        }
        context.metrics().duplicateBytes.add(entry.block().length());
        return stored;
    }

    /** Where memory thinks that a block is. */
    private @Nullable BlockLocation locate(Fingerprint fingerprint) {
        BlockLocation recent = sink.references().findRecent(fingerprint);
        if (recent != null) {
            return recent;
        }
        BlockLocation expected = similar.find(fingerprint);
        return expected != null ? expected : context.hot().find(fingerprint);
    }

    private Extent.@Nullable Run match(Fingerprint fingerprint) {
        Extent.Run fresh = sink.findFresh(fingerprint);
        if (fresh != null) {
            return fresh;
        }
        BlockLocation location = locate(fingerprint);
        if (location == null) {
            return null;
        }
        Pin pin = Waits.await(sink.references().pin(location.segment()));
        if (!pin.takes(location.slot())) {
            sink.references().forget(fingerprint, location);
            similar.forget(fingerprint, location);
            return null;
        }
        return pin.use(location.slot());
    }

    /** The next hooks may bring the segment that this block is in. */
    private void awaitAnswers(Entry.Asked first) {
        Waits.await(first.question());
        int hookDistance = 2 * hooks.interval();
        Iterator<Entry> next = entries.iterator();
        for (int i = 0; i < hookDistance && next.hasNext(); ) {
            if (next.next() instanceof Entry.Asked asked) {
                Waits.await(asked.question());
                i++;
            }
        }
    }
}
