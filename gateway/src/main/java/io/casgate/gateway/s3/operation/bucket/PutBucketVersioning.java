package io.casgate.gateway.s3.operation.bucket;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.Versioning;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.Documents;
import io.casgate.gateway.s3.operation.lock.ObjectLocks;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.xml.XmlElement;

/** Enables or suspends versioning. */
public final class PutBucketVersioning implements BucketOperation<BodyDeclaration> {
    private final Catalog catalog;

    public PutBucketVersioning(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public BodyDeclaration parse(Fields fields) {
        fields.refuse("x-amz-mfa");
        return BodyDeclaration.parseDocument(fields);
    }

    @Override
    public S3Action action(BodyDeclaration input) {
        return S3Action.PUT_BUCKET_VERSIONING;
    }

    @Override
    public Response execute(BodyDeclaration input, BucketCall call) {
        XmlElement configuration = Documents.read(call, input, "VersioningConfiguration");
        Versioning versioning = parse(configuration);
        catalog.buckets().change(call.bucket(), current -> changed(current, versioning));
        return Response.empty(200, Headers.EMPTY);
    }

    /** Locks hold versions alone. */
    private static Bucket changed(Bucket bucket, Versioning versioning) {
        if (versioning == Versioning.SUSPENDED && ObjectLocks.isEnabled(bucket)) {
            throw S3Error.INVALID_BUCKET_STATE.exception(
                    "An Object Lock configuration is present on this bucket, so the"
                            + " versioning state cannot be changed.");
        }
        return bucket.with(versioning);
    }

    private static Versioning parse(XmlElement configuration) {
        String mfaDelete = configuration.optionalText("MfaDelete");
        if (mfaDelete != null && !mfaDelete.equals("Disabled")) {
            throw S3Error.NOT_IMPLEMENTED.exception("MfaDelete is not implemented.");
        }
        String status = configuration.optionalText("Status");
        return switch (status) {
            case "Enabled" -> Versioning.ENABLED;
            case "Suspended" -> Versioning.SUSPENDED;
            case null -> throw S3Error.ILLEGAL_VERSIONING_CONFIGURATION.exception();
            default -> throw S3Error.MALFORMED_XML.exception();
        };
    }
}
