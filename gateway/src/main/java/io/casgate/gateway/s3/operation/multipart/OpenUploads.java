package io.casgate.gateway.s3.operation.multipart;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.Part;
import io.casgate.catalog.Upload;
import io.casgate.catalog.UploadId;
import io.casgate.catalog.Uploads;
import io.casgate.dedup.PendingContent;
import io.casgate.gateway.digest.Checksum;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.s3.access.AclText;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.object.Checksums;
import io.casgate.gateway.s3.operation.object.Conditions;
import io.casgate.gateway.s3.operation.object.Publisher;
import io.casgate.gateway.s3.request.Fields;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Uploads as requests name them. */
final class OpenUploads {
    private final Catalog catalog;

    OpenUploads(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The id in the query of a request about an upload. */
    static String idIn(Fields fields) {
        return String.valueOf(fields.query().get("uploadId"));
    }

    /**
     * The id in a request, which may be anything.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception NoSuchUpload when it cannot be one
     */
    static UploadId id(String text) {
        return UploadId.parse(text).orElseThrow(() -> Conditions.noSuchUpload(text));
    }

    /**
     * The upload that the request is about.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception NoSuchUpload
     */
    Upload require(ObjectCall call, String uploadId) {
        return find(call, uploadId).orElseThrow(() -> Conditions.noSuchUpload(uploadId));
    }

    /** The upload that the request is about, while it is open. */
    Optional<Upload> find(ObjectCall call, String uploadId) {
        return UploadId.parse(uploadId).flatMap(id -> catalog.uploads().find(call.bucket(), call.key(), id));
    }

    /** Whose the object will be, which need not be the initiator. */
    static String objectOwner(Upload upload) {
        return AclText.read(upload.description().acl(), upload.owner()).owner();
    }

    /** The algorithm whose checksum the upload's parts must have, or null. */
    static @Nullable ChecksumAlgorithm algorithm(Upload upload) {
        return upload.checksumAlgorithm() == null ? null : ChecksumAlgorithm.valueOf(upload.checksumAlgorithm());
    }

    /**
     * Names {@code content} as a part of the upload.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception NoSuchUpload when it was completed or aborted meanwhile
     */
    Part putPart(
            Upload upload,
            Bucket bucket,
            int number,
            String etag,
            @Nullable Checksum checksum,
            PendingContent content) {
        Uploads.NewPart part = new Uploads.NewPart(number, etag, Checksums.stored(checksum), content.content());
        Part stored = Publisher.naming(
                        content,
                        () -> catalog.uploads().putPart(bucket, upload.key(), upload.id(), part, content::requireAlive))
                .orElseThrow(() -> Conditions.noSuchUpload(upload.id().toString()));
        content.published();
        return stored;
    }
}
