package io.casgate.dedup.write;

import io.casgate.dedup.DedupMetrics;
import io.casgate.dedup.Domain;
import io.casgate.dedup.Fingerprint;
import io.casgate.dedup.OwnerId;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.Target;
import io.casgate.dedup.segment.SegmentHeader;
import io.casgate.dedup.store.BlockLocation;
import io.casgate.dedup.store.SegmentStore;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One owner's references. The first needs the owner's intent to be durable; each is written before what it refers to is
 * read or written, for all slots, and made exact at the end.
 *
 * <p>Pins are asked for by the body's thread and by answers of the block index; everything else is done by the body's
 * thread.
 */
final class References {
    private static final int RECENT_SEGMENTS = 4;

    /** A segment with more references than this gets no more: its partition must not grow with its popularity. */
    private static final int MOST_REFERENCES = 4096;

    /** References are counted at one pin in so many, since counting reads them all. */
    private static final int PINS_PER_COUNT = 256;

    private final WriteContext context;
    private final Domain domain;
    private final Failure failure;
    private final Ownership ownership;
    private final OwnerId owner;
    private final ConcurrentMap<SegmentId, CompletableFuture<Pin>> pins = new ConcurrentHashMap<>();

    /** Blocks of the segments that were pinned last: the one that the body is in, and the next. */
    private final RecentSegments recent = new RecentSegments(RECENT_SEGMENTS);

    /** Claimed segments without a header yet. */
    private final Set<SegmentId> claims = ConcurrentHashMap.newKeySet();

    References(WriteContext context, Domain domain, Target target, Failure failure) {
        this.context = context;
        this.domain = domain;
        this.failure = failure;
        this.ownership = new Ownership(context, target);
        this.owner = ownership.owner();
    }

    Ownership ownership() {
        return ownership;
    }

    /** Segments that were pinned, usable or not. */
    int size() {
        return pins.size();
    }

    /** References a segment that this body is about to write. */
    CompletableFuture<Void> claim(SegmentId segment) {
        claims.add(segment);
        return referenceAll(segment);
    }

    private CompletableFuture<Void> referenceAll(SegmentId segment) {
        return ownership.begun().thenCompose(begun -> segments().reference(segment, owner, SegmentStore.EVERY_SLOT));
    }

    /** The claimed segment has its header now: it can be matched like any other. */
    void adopt(SegmentId segment, SegmentHeader header) {
        pins.put(segment, CompletableFuture.completedFuture(Pin.whole(segment, header)));
        claims.remove(segment);
    }

    /** References a segment, once, and reads its header then. */
    CompletableFuture<Pin> pin(SegmentId segment) {
        return pins.computeIfAbsent(segment, this::startPin);
    }

    /** Begins to pin a segment that will be asked for soon. */
    void prefetch(SegmentId segment) {
        var _ = pin(segment);
    }

    private CompletableFuture<Pin> startPin(SegmentId segment) {
        metrics().pins.increment();
        return referenceAll(segment)
                .thenCompose(referenced -> segments().header(segment))
                .thenApply(header -> pinned(segment, header));
    }

    private Pin pinned(SegmentId segment, Optional<SegmentHeader> header) {
        Pin pin = Pin.of(segment, header, domain);
        if (pin.isUsable()) {
            context.hot().use(segment, header.orElseThrow());
            recent.add(segment, header.orElseThrow());
            countNowAndThen(segment);
        } else {
            metrics().pinMisses.increment();
            context.hot().forget(segment);
        }
        return pin;
    }

    /** Nobody waits for it: a segment that is saturated a little late has a few more references. */
    private void countNowAndThen(SegmentId segment) {
        if (ThreadLocalRandom.current().nextInt(PINS_PER_COUNT) == 0) {
            var _ = segments()
                    .hasMoreReferencesThan(segment, MOST_REFERENCES)
                    .thenCompose(many ->
                            many ? segments().saturate(segment) : CompletableFuture.<Void>completedFuture(null));
        }
    }

    /** Where a block is, if it is in one of the segments that were pinned last. */
    @Nullable
    BlockLocation findRecent(Fingerprint fingerprint) {
        return recent.find(fingerprint);
    }

    /** A block cannot be referenced where it was thought to be. */
    void forget(Fingerprint fingerprint, BlockLocation location) {
        recent.forget(fingerprint, location);
        context.hot().forget(fingerprint, location);
    }

    /** Makes every reference say exactly what is used, and waits until they do. */
    void settle() {
        InFlight exact = new InFlight(context.settings().referencesInFlight(), failure);
        for (CompletableFuture<Pin> pending : pins.values()) {
            Pin pin = Waits.await(pending);
            if (pin.used().isEmpty()) {
                exact.start(() -> segments().release(pin.segment(), owner));
            } else if (!pin.usesEverything()) {
                exact.start(() -> segments().reference(pin.segment(), owner, pin.used()));
            }
        }
        exact.drain();
        failure.check();
    }

    /**
     * Removes what the owner has, as far as Cassandra answers: references, then the intent. A claimed segment without a
     * header is found by its reference alone, so that the reference stays, and the intent too.
     */
    void release() {
        Failure unreleased = new Failure();
        InFlight releases = new InFlight(context.settings().referencesInFlight(), unreleased);
        pins.forEach((segment, pin) ->
                releases.start(() -> settled(pin).thenCompose(done -> segments().release(segment, owner))));
        releases.drain();
        if (claims.isEmpty() && !unreleased.happened()) {
            releases.start(ownership::dropIntent);
            releases.drain();
        }
    }

    /** A release must not overtake the reference. */
    private static CompletableFuture<Boolean> settled(CompletableFuture<Pin> pin) {
        return pin.handle((done, e) -> true);
    }

    private SegmentStore segments() {
        return context.ports().segments();
    }

    private DedupMetrics metrics() {
        return context.metrics();
    }
}
