package io.casgate.dedup.store;

import io.casgate.dedup.SegmentId;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The packs of segments. Safe for use by any number of threads; no method blocks. */
public interface PackStore extends PackSource {
    /**
     * Writes packs of one segment as one mutation: all of them are durable, at a quorum of the local data centre, when the
     * future completes. Writing a pack again with the same bytes changes nothing. The future fails with
     * {@link io.casgate.dedup.StoreUnavailableException}; what it was to write may then be there or not.
     *
     * @param packs about 1 MiB together; their buffers are not consumed, and must not change before the future completes
     */
    CompletableFuture<Void> write(SegmentId segment, List<StoredPack> packs);
}
