package io.casgate.gateway.s3.operation.tagging;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.StoredObject;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.operation.NamedVersion;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.operation.object.NamedObjects;
import io.casgate.gateway.s3.operation.object.VersionHeaders;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.TagSet;
import io.casgate.gateway.s3.xml.XmlWriter;
import java.util.TreeMap;

/** Tells an object's tags. Clients that copy in parts ask for them first. */
public final class GetObjectTagging implements ObjectOperation<NamedVersion> {
    private final NamedObjects objects;

    public GetObjectTagging(Catalog catalog) {
        this.objects = new NamedObjects(catalog);
    }

    @Override
    public NamedVersion parse(Fields fields) {
        return NamedVersion.parse(fields);
    }

    @Override
    public S3Action action(NamedVersion input) {
        return input.version() == null ? S3Action.GET_OBJECT_TAGGING : S3Action.GET_OBJECT_VERSION_TAGGING;
    }

    @Override
    public Response execute(NamedVersion input, ObjectCall call) {
        StoredObject object = objects.require(call, action(input), input.version());
        XmlWriter xml = TagSet.write(new TreeMap<>(object.attributes().tags()));
        return Responses.xml(
                xml, VersionHeaders.add(Headers.builder(), VersionHeaders.VERSION_ID, call.bucket(), object.id()));
    }
}
