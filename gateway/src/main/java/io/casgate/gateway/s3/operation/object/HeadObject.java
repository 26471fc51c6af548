package io.casgate.gateway.s3.operation.object;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.dedup.DedupStore;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.lifecycle.LifecycleHeaders;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.ReadOptions;

/** Describes an object as GetObject would, without its bytes. */
public final class HeadObject implements ObjectOperation<ReadOptions> {
    private final ObjectReader objects;

    public HeadObject(Catalog catalog, DedupStore dedup, LifecycleHeaders lifecycle) {
        this.objects = new ObjectReader(catalog, dedup, lifecycle);
    }

    @Override
    public ReadOptions parse(Fields fields) {
        return ReadOptions.parse(fields);
    }

    @Override
    public S3Action action(ReadOptions input) {
        return input.version() == null ? S3Action.GET_OBJECT : S3Action.GET_OBJECT_VERSION;
    }

    @Override
    public Response execute(ReadOptions input, ObjectCall call) {
        ObjectReader.Selection selection = objects.select(call, action(input), input);
        Headers.Builder headers = Headers.builder();
        selection.headers().forEach(headers::add);
        headers.add("Content-Length", Long.toString(selection.range().length()));
        return Response.empty(selection.status(), headers.build());
    }
}
