package io.casgate.catalog.core;

import io.casgate.dedup.PendingContent;
import io.casgate.dedup.manifest.Content;

/** Content that remembers what became of it. */
final class FakePending implements PendingContent {
    private final Content content;
    private String fate = "open";

    FakePending(Content content) {
        this.content = content;
    }

    String fate() {
        return fate;
    }

    @Override
    public Content content() {
        return content;
    }

    @Override
    public void requireAlive() {}

    @Override
    public void published() {
        fate = "published";
    }

    @Override
    public void leave() {
        fate = "left";
    }

    @Override
    public void close() {
        if (fate.equals("open")) {
            fate = "abandoned";
        }
    }
}
