package io.casgate.dedup.write;

import io.casgate.dedup.manifest.Content;

/** What was written for a content, and is to be kept or given up when it is known what becomes of it. */
interface Body {
    /** A row names {@code content} now. */
    void published(Content content);

    void abandon();
}
