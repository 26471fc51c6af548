package io.casgate.dedup.write;

import io.casgate.dedup.manifest.ManifestBuilder;
import java.nio.ByteBuffer;

/** The pages of one manifest on their way to Cassandra, written when the owner's intent is durable. */
final class Pages {
    private static final int IN_FLIGHT = 8;

    private final WriteContext context;
    private final Ownership ownership;
    private final Failure failure;
    private final InFlight writes;
    private int count;

    Pages(WriteContext context, Ownership ownership, Failure failure) {
        this.context = context;
        this.ownership = ownership;
        this.failure = failure;
        this.writes = new InFlight(IN_FLIGHT, failure);
    }

    /** A manifest whose pages come here. */
    ManifestBuilder builder() {
        return new ManifestBuilder(ownership.owner(), context.settings().embeddedManifestBytes(), this::write);
    }

    private void write(int number, ByteBuffer page) {
        failure.check();
        count = number + 1;
        context.metrics().manifestBytes.add(page.remaining());
        writes.start(() ->
                ownership.begun().thenCompose(begun -> context.ports().pages().write(ownership.owner(), number, page)));
    }

    /** Waits until all pages are durable. */
    void drain() {
        writes.drain();
        failure.check();
    }

    /** Removes the pages again, as far as Cassandra answers. */
    void delete() {
        writes.drain();
        for (int number = 0; number < count; number++) {
            int page = number;
            writes.start(() -> context.ports().pages().delete(ownership.owner(), page));
        }
        writes.drain();
    }
}
