package io.casgate.gateway.s3.operation.multipart;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.operation.object.Conditions;
import io.casgate.gateway.s3.request.Fields;

/** Gives an upload up. */
public final class AbortMultipartUpload implements ObjectOperation<AbortMultipartUpload.Input> {
    private final Catalog catalog;
    private final OpenUploads uploads;

    public AbortMultipartUpload(Catalog catalog) {
        this.catalog = catalog;
        this.uploads = new OpenUploads(catalog);
    }

    public record Input(String uploadId) {}

    @Override
    public Input parse(Fields fields) {
        return new Input(OpenUploads.idIn(fields));
    }

    @Override
    public S3Action action(Input input) {
        return S3Action.ABORT_MULTIPART_UPLOAD;
    }

    @Override
    public Response execute(Input input, ObjectCall call) {
        call.access()
                .requireUpload(
                        action(input),
                        call.key(),
                        uploads.find(call, input.uploadId()).orElse(null));
        boolean aborted = catalog.uploads().abort(call.bucket(), call.key(), OpenUploads.id(input.uploadId()));
        if (!aborted) {
            throw Conditions.noSuchUpload(input.uploadId());
        }
        return Responses.noContent();
    }
}
