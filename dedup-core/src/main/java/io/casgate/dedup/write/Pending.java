package io.casgate.dedup.write;

import io.casgate.dedup.PendingContent;
import io.casgate.dedup.manifest.Content;

/** Content that waits for its publication. Used by one thread. */
final class Pending implements PendingContent {
    private final Content content;
    private final Deadline deadline;
    private final Body body;
    private boolean decided;

    Pending(Content content, Deadline deadline, Body body) {
        this.content = content;
        this.deadline = deadline;
        this.body = body;
    }

    @Override
    public Content content() {
        return content;
    }

    @Override
    public void requireAlive() {
        deadline.check();
    }

    @Override
    public void published() {
        decided = true;
        body.published(content);
    }

    @Override
    public void leave() {
        decided = true;
    }

    @Override
    public void close() {
        if (!decided) {
            decided = true;
            body.abandon();
        }
    }
}
