package io.casgate.gateway.s3.operation.acl;

import io.casgate.auth.acl.Acl;
import io.casgate.auth.acl.Grantees;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.Documents;
import io.casgate.gateway.s3.request.AclHeaders;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The list that PutBucketAcl or PutObjectAcl sets: headers or a body name it.
 *
 * @param body null when there is none
 */
public record NewAcl(AclHeaders headers, @Nullable BodyDeclaration body) {
    static NewAcl parse(Fields fields) {
        AclHeaders headers = AclHeaders.parse(fields);
        BodyDeclaration body = BodyDeclaration.parseOptional(fields);
        if (headers.isEmpty() && body == null) {
            throw S3Error.MISSING_SECURITY_HEADER.exception().with("MissingHeaderName", "x-amz-acl");
        }
        if (!headers.isEmpty() && body != null) {
            throw S3Error.UNEXPECTED_CONTENT.exception();
        }
        return new NewAcl(headers, body);
    }

    /**
     * The list for a bucket or an object.
     *
     * @param owner whose it is, a canonical id
     * @param bucketOwner the owner of the object's bucket; of a bucket, its owner again
     */
    Acl read(BucketCall call, String owner, String bucketOwner) {
        Grantees grantees = call.access().grantees();
        return body == null
                ? headers.resolve(grantees).expand(owner, bucketOwner)
                : AclBody.parse(Documents.read(call, body, "AccessControlPolicy"), owner, grantees);
    }
}
