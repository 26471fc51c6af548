package io.casgate.dedup.store;

import io.casgate.dedup.OwnerId;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** The pages of manifests that are too long to be embedded. Safe for use by any number of threads; no method blocks. */
public interface ManifestPages extends PageSource {
    /** Writes a page; pages are never changed. The buffer is not consumed. */
    CompletableFuture<Void> write(OwnerId pages, int number, ByteBuffer page);

    /** Removes a page of a manifest that no row names. */
    CompletableFuture<Void> delete(OwnerId pages, int number);
}
