package io.casgate.gateway.s3.operation.bucket;

import io.casgate.auth.policy.S3Action;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.NoInput;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.xml.XmlWriter;

/** Tells whether the bucket keeps versions; nothing, when versioning never was enabled. */
public final class GetBucketVersioning implements BucketOperation<NoInput> {
    @Override
    public NoInput parse(Fields fields) {
        return NoInput.NONE;
    }

    @Override
    public S3Action action(NoInput input) {
        return S3Action.GET_BUCKET_VERSIONING;
    }

    @Override
    public Response execute(NoInput input, BucketCall call) {
        XmlWriter xml = XmlWriter.document("VersioningConfiguration");
        switch (call.bucket().versioning()) {
            case UNVERSIONED -> {}
            case ENABLED -> xml.element("Status", "Enabled");
            case SUSPENDED -> xml.element("Status", "Suspended");
        }
        return Responses.xml(xml);
    }
}
