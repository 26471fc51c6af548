package io.casgate.catalog.core;

import io.casgate.catalog.Part;
import io.casgate.catalog.Upload;
import io.casgate.catalog.port.Trash;
import io.casgate.catalog.port.UploadRegister;
import io.casgate.dedup.StoreUnavailableException;
import io.casgate.dedup.manifest.Content;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of an upload's parts and entry when it ends. */
final class UploadParts {
    private static final Logger LOG = LoggerFactory.getLogger(UploadParts.class);

    private final UploadRegister register;
    private final UploadEntries entries;
    private final Trash trash;
    private final FanOut fanOut;

    UploadParts(UploadRegister register, UploadEntries entries, Trash trash, FanOut fanOut) {
        this.register = register;
        this.entries = entries;
        this.trash = trash;
        this.fanOut = fanOut;
    }

    /** Throws parts' contents away; before their register stops to name them. */
    void discard(Upload upload, List<Part> parts) {
        List<Part> stored = parts.stream()
                .filter(part -> !(part.content() instanceof Content.Inline))
                .toList();
        fanOut.map(stored, part -> {
            trash.add(new Trash.Item(upload.bucket(), upload.key(), upload.id(), part.number(), 0, part.content()));
            return part;
        });
    }

    /** Removes what an ended upload leaves. What fails is only untidy. */
    void cleanUp(Upload upload) {
        try {
            register.removeParts(upload.id());
        } catch (StoreUnavailableException e) {
            LOG.info("The part rows of upload {} are left behind: {}", upload.id(), e.getMessage());
        }
        entries.remove(upload);
    }
}
