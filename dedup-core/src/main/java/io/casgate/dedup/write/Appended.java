package io.casgate.dedup.write;

import io.casgate.dedup.PendingContent;
import io.casgate.dedup.manifest.Content;

/** A body that ends in another pending one, whose fate it shares once it is published. Used by one thread. */
record Appended(PendingContent whole, PendingContent more) implements PendingContent {
    @Override
    public Content content() {
        return whole.content();
    }

    @Override
    public void requireAlive() {
        more.requireAlive();
        whole.requireAlive();
    }

    @Override
    public void published() {
        more.published();
        whole.published();
    }

    @Override
    public void leave() {
        more.leave();
        whole.leave();
    }

    @Override
    public void close() {
        whole.close();
    }
}
