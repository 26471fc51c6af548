package io.casgate.dedup.write;

import io.casgate.dedup.DedupMetrics;
import io.casgate.dedup.manifest.Content;

/** A content that is kept in the row that names it: nothing was written for it. */
record InlineBody(DedupMetrics metrics) implements Body {
    @Override
    public void published(Content content) {
        metrics.logicalBytes.add(content.length());
        metrics.inlineBytes.add(content.length());
    }

    @Override
    public void abandon() {
        metrics.abandoned.increment();
    }
}
