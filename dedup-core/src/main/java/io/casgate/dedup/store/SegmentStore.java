package io.casgate.dedup.store;

import io.casgate.dedup.OwnerId;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.segment.SegmentHeader;
import io.casgate.dedup.segment.SlotSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Headers of segments, and who uses which of their slots. Everything about one segment is one partition, written and read
 * at a quorum of the local data centre: who writes a reference and then reads the header sees every slot that was
 * condemned by someone who did not see the reference.
 *
 * <p>Safe for use by any number of threads; no method blocks. Futures fail with
 * {@link io.casgate.dedup.StoreUnavailableException}; what they were to write may then be there or not.
 */
public interface SegmentStore {
    /** All slots that a segment can have: the reference to write before it is known which exist. */
    SlotSet EVERY_SLOT = SlotSet.run(0, SlotSet.MAX_SLOTS);

    /** Sets what {@code owner} uses of {@code segment}, in place of what it used before. */
    CompletableFuture<Void> reference(SegmentId segment, OwnerId owner, SlotSet used);

    /** Removes {@code owner}'s reference; nothing happens when there is none. */
    CompletableFuture<Void> release(SegmentId segment, OwnerId owner);

    /** What {@code owner} uses of {@code segment}; empty when it has no reference. */
    CompletableFuture<Optional<SlotSet>> used(SegmentId segment, OwnerId owner);

    /** Whether a segment has more than {@code limit} references; reads at most one more than that. */
    CompletableFuture<Boolean> hasMoreReferencesThan(SegmentId segment, int limit);

    /** Lets a segment that has a header get no more references; it stays so. */
    CompletableFuture<Void> saturate(SegmentId segment);

    /** Adds the header of a segment whose packs are durable. */
    CompletableFuture<Void> create(SegmentId segment, SegmentHeader header);

    /** The header, or empty when the segment was never finished or is gone. */
    CompletableFuture<Optional<SegmentHeader>> header(SegmentId segment);
}
