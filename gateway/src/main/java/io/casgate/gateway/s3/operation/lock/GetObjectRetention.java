package io.casgate.gateway.s3.operation.lock;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.ObjectLock.Retention;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.NamedVersion;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.operation.object.NamedObjects;
import io.casgate.gateway.s3.request.Fields;

/** Tells until when a version is kept. */
public final class GetObjectRetention implements ObjectOperation<NamedVersion> {
    private final NamedObjects objects;

    public GetObjectRetention(Catalog catalog) {
        this.objects = new NamedObjects(catalog);
    }

    @Override
    public NamedVersion parse(Fields fields) {
        return NamedVersion.parse(fields);
    }

    @Override
    public S3Action action(NamedVersion input) {
        return S3Action.GET_OBJECT_RETENTION;
    }

    @Override
    public Response execute(NamedVersion input, ObjectCall call) {
        ObjectLocks.requireEnabled(call);
        Retention retention = objects.require(call, action(input), input.version())
                .attributes()
                .lock()
                .retention();
        if (retention == null) {
            throw S3Error.NO_SUCH_OBJECT_LOCK_CONFIGURATION.exception();
        }
        return Responses.xml(Retentions.write(retention));
    }
}
