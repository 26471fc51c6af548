package io.casgate.catalog;

import io.casgate.dedup.manifest.Content;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored part of an upload.
 *
 * @param number 1 to 10,000
 * @param etag without quotes
 * @param checksum base64, by the upload's algorithm (or by the one the part was sent with); null when it has none
 * @param lastModified in whole milliseconds
 */
public record Part(int number, String etag, @Nullable Checksum checksum, Instant lastModified, Content content) {
    public static final int MAX_NUMBER = 10_000;

    public Part {
        if (number < 1 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("A part number is 1 to " + MAX_NUMBER + ", not " + number);
        }
    }

    /** Bytes of the part. */
    public long size() {
        return content.length();
    }
}
