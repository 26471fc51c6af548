package io.casgate.dedup.write;

import io.casgate.dedup.manifest.Content;
import org.jspecify.annotations.Nullable;

/**
 * A body that goes on where another ends.
 *
 * @param tail what was appended, when it came inline and was stored for this body; null when it was stored before. Bytes
 *     in the manifest would be written again with each further append
 */
record Appending(Joining joining, @Nullable Assembly tail) implements Body {
    /** Its bytes were counted when they were published. */
    @Override
    public void published(Content content) {
        joining.published(content);
        if (tail != null) {
            tail.dropIntentsSoon();
        }
    }

    @Override
    public void abandon() {
        joining.abandon();
        if (tail != null) {
            tail.abandon();
        }
    }
}
