package io.casgate.gateway.s3.operation.multipart;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.Destination;
import io.casgate.catalog.Upload;
import io.casgate.dedup.ContentWriter;
import io.casgate.dedup.DedupStore;
import io.casgate.dedup.PendingContent;
import io.casgate.dedup.Target;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.body.Etags;
import io.casgate.gateway.s3.body.ReceivedBody;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.operation.object.Checksums;
import io.casgate.gateway.s3.operation.object.ObjectHeaders;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.PartNumber;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Stores a part of an upload. */
public final class UploadPart implements ObjectOperation<UploadPart.Input> {
    private final DedupStore dedup;
    private final OpenUploads uploads;
    private final Etags etags;

    public UploadPart(Catalog catalog, DedupStore dedup, Etags etags) {
        this.dedup = dedup;
        this.etags = etags;
        this.uploads = new OpenUploads(catalog);
    }

    public record Input(String uploadId, int partNumber, BodyDeclaration body) {}

    @Override
    public Input parse(Fields fields) {
        return new Input(
                OpenUploads.idIn(fields), PartNumber.parse(fields.query()), BodyDeclaration.parseUpload(fields));
    }

    @Override
    public S3Action action(Input input) {
        return S3Action.PUT_OBJECT;
    }

    @Override
    public Response execute(Input input, ObjectCall call) {
        Upload upload = uploads.require(call, input.uploadId());
        ChecksumAlgorithm algorithm = OpenUploads.algorithm(upload);
        requireSame(algorithm, input.body().checks().algorithm());

        Target target = new Destination.OfPart(upload.id(), input.partNumber()).toTarget();
        try (ContentWriter writer = dedup.write(call.bucket().domain(), target, List.of())) {
            ReceivedBody received = call.body(input.body()).receive(writer::write, algorithm, etags);
            try (PendingContent content = writer.finish()) {
                String etag = received.etag();
                uploads.putPart(upload, call.bucket(), input.partNumber(), etag, received.checksum(), content);
                Headers.Builder headers = Headers.builder().add("ETag", ObjectHeaders.quoted(etag));
                Checksums.addHeader(headers, received.checksum());
                return Response.empty(200, headers.build());
            }
        }
    }

    /** An upload's checksum is made of its parts', which are therefore all of one kind. */
    private static void requireSame(@Nullable ChecksumAlgorithm expected, @Nullable ChecksumAlgorithm given) {
        if (expected != null && given != null && expected != given) {
            throw S3Error.INVALID_REQUEST.exception("Checksum Type mismatch occurred, expected checksum Type: "
                    + expected.name().toLowerCase(Locale.ROOT) + ", actual checksum Type: "
                    + given.name().toLowerCase(Locale.ROOT));
        }
    }
}
