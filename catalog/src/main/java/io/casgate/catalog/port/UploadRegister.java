package io.casgate.catalog.port;

import io.casgate.catalog.Part;
import io.casgate.catalog.UploadId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One linearizable register per upload, with its parts. */
public interface UploadRegister {
    void create(UploadRow row);

    /** The last committed state. */
    Optional<UploadRow> read(UploadId id);

    /** The upload and its parts with numbers greater than {@code after}, at most {@code limit}, from one moment. */
    Optional<WithParts> readParts(UploadId id, int after, int limit);

    /** The upload and one part after every change under way was completed or refuted. */
    Optional<WithParts> settlePart(UploadId id, int number);

    /**
     * Stores a part if the upload is open and the part's change is {@code expected}, null when there is no such part;
     * the row gets {@code next.change} as its revision.
     */
    boolean swapPart(UploadId id, @Nullable UUID expected, StoredPart next);

    /** Replaces state and revision, if the revision is {@code expected}. */
    boolean swapState(UploadRow next, UUID expected);

    /** Removes the parts of an upload that has ended. */
    void removeParts(UploadId id);

    /** A part, and the name of the change that stored it. */
    record StoredPart(Part part, UUID change) {}

    /** An upload and some of its parts, by number. */
    record WithParts(UploadRow row, List<StoredPart> parts) {
        public WithParts {
            parts = List.copyOf(parts);
        }
    }
}
