package io.casgate.gateway.s3.operation.lock;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.ObjectLock.LegalHold;
import io.casgate.catalog.VersionId;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.Documents;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.operation.object.NamedObjects;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.Fields;
import org.jspecify.annotations.Nullable;

/** Keeps a version until further notice, or ends that. */
public final class PutObjectLegalHold implements ObjectOperation<PutObjectLegalHold.Input> {
    static final String ROOT = "LegalHold";

    private final NamedObjects objects;

    public PutObjectLegalHold(Catalog catalog) {
        this.objects = new NamedObjects(catalog);
    }

    /** {@code version} is null for the current object. */
    public record Input(@Nullable VersionId version, BodyDeclaration body) {}

    @Override
    public Input parse(Fields fields) {
        return new Input(fields.versionId(), BodyDeclaration.parseVouched(fields));
    }

    @Override
    public S3Action action(Input input) {
        return S3Action.PUT_OBJECT_LEGAL_HOLD;
    }

    @Override
    public Response execute(Input input, ObjectCall call) {
        ObjectLocks.requireEnabled(call);
        objects.require(call, action(input), input.version());
        LegalHold hold = switch (Documents.read(call, input.body(), ROOT).requiredText("Status")) {
            case "ON" -> LegalHold.ON;
            case "OFF" -> LegalHold.OFF;
            default -> throw S3Error.MALFORMED_XML.exception();
        };
        objects.amend(
                call,
                action(input),
                input.version(),
                object -> object.withLock(object.lock().with(hold)));
        return Response.empty(200, Headers.EMPTY);
    }
}
