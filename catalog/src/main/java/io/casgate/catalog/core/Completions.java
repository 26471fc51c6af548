package io.casgate.catalog.core;

import io.casgate.catalog.StoredObject;
import io.casgate.catalog.UploadId;
import io.casgate.catalog.Uploads.CompletedObject;
import io.casgate.catalog.port.Head.Live;
import io.casgate.catalog.port.UploadRegister;
import io.casgate.catalog.port.UploadRow;
import io.casgate.catalog.port.UploadRow.Completed;
import io.casgate.catalog.port.UploadRow.Completing;
import java.util.Optional;
import java.util.UUID;

/** Records with an upload that its object was published. Whoever is about to replace that object makes sure of it. */
final class Completions {
    private final UploadRegister uploads;

    Completions(UploadRegister uploads) {
        this.uploads = uploads;
    }

    /** Does nothing when it is recorded already, or forgotten after its time. */
    void record(UploadId id, UUID change, Live published, long version) {
        Optional<UploadRow> row = uploads.read(id);
        while (row.isPresent()
                && row.get().state() instanceof Completing completing
                && completing.change().equals(change)) {
            record(row.get(), published, version);
            row = uploads.read(id);
        }
    }

    private void record(UploadRow row, Live published, long version) {
        if (!(published.current() instanceof StoredObject stored)) {
            throw new IllegalStateException("A delete marker that comes from an upload");
        }
        CompletedObject object = new CompletedObject(
                stored.attributes().etag(), stored.attributes().checksum(), version, stored.id());
        uploads.swapState(new UploadRow(row.upload(), UUID.randomUUID(), new Completed(object)), row.revision());
    }
}
