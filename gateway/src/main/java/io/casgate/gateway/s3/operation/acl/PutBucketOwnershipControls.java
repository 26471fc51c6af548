package io.casgate.gateway.s3.operation.acl;

import io.casgate.auth.access.ObjectOwnership;
import io.casgate.auth.acl.Acl;
import io.casgate.auth.acl.CannedAcl;
import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.access.AccessDocuments;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.Documents;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.xml.XmlElement;
import java.util.Map;

/** Says whose the objects are that others write into a bucket, and thereby whether lists count in it. */
public final class PutBucketOwnershipControls implements BucketOperation<BodyDeclaration> {
    private final Catalog catalog;

    public PutBucketOwnershipControls(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public BodyDeclaration parse(Fields fields) {
        return BodyDeclaration.parse(fields);
    }

    @Override
    public S3Action action(BodyDeclaration input) {
        return S3Action.PUT_BUCKET_OWNERSHIP_CONTROLS;
    }

    @Override
    public Response execute(BodyDeclaration input, BucketCall call) {
        ObjectOwnership ownership = parse(Documents.read(call, input, "OwnershipControls"));
        catalog.buckets().change(call.bucket(), current -> {
            if (ownership.disablesAcls()) {
                requireOwnerAlone(current);
            }
            return current.with(Map.of(AccessDocuments.OWNERSHIP, ownership.text()));
        });
        return Response.empty(200, Headers.EMPTY);
    }

    /** What was granted to others would silently end. */
    private static void requireOwnerAlone(Bucket bucket) {
        Acl acl = AccessDocuments.acl(bucket);
        if (!acl.equals(CannedAcl.PRIVATE.expand(bucket.owner(), bucket.owner()))) {
            throw S3Error.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP.exception(
                    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
        }
    }

    private static ObjectOwnership parse(XmlElement controls) {
        XmlElement rule = controls.child("Rule");
        ObjectOwnership ownership = rule == null
                ? null
                : ObjectOwnership.of(rule.requiredText("ObjectOwnership").strip());
        if (ownership == null) {
            throw S3Error.MALFORMED_XML.exception();
        }
        return ownership;
    }
}
