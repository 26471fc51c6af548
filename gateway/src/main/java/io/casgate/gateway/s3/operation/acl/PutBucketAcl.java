package io.casgate.gateway.s3.operation.acl;

import io.casgate.auth.acl.Acl;
import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.access.Access;
import io.casgate.gateway.s3.access.AccessDocuments;
import io.casgate.gateway.s3.access.AclText;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.request.Fields;
import java.util.Collections;

/** Gives others rights on a bucket, or takes them away. */
public final class PutBucketAcl implements BucketOperation<NewAcl> {
    private final Catalog catalog;

    public PutBucketAcl(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public NewAcl parse(Fields fields) {
        return NewAcl.parse(fields);
    }

    @Override
    public S3Action action(NewAcl input) {
        return S3Action.PUT_BUCKET_ACL;
    }

    @Override
    public Response execute(NewAcl input, BucketCall call) {
        String owner = call.bucket().owner();
        Acl acl = input.read(call, owner, owner);
        catalog.buckets().change(call.bucket(), current -> {
            AccessDocuments.ownership(current).requireAcls();
            Access.requireNotPublic(AccessDocuments.publicAccessBlock(current), acl);
            return current.with(Collections.singletonMap(AccessDocuments.ACL, AclText.write(acl, owner)));
        });
        return Response.empty(200, Headers.EMPTY);
    }
}
