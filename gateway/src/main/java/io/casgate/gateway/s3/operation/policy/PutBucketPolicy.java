package io.casgate.gateway.s3.operation.policy;

import io.casgate.auth.policy.BucketPolicy;
import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.access.AccessDocuments;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.Documents;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.Fields;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Gives a bucket a policy. The owner can always replace it, so that {@code x-amz-confirm-remove-self-bucket-access} has
 * nothing to confirm.
 */
public final class PutBucketPolicy implements BucketOperation<BodyDeclaration> {
    private final Catalog catalog;

    public PutBucketPolicy(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public BodyDeclaration parse(Fields fields) {
        return BodyDeclaration.parse(fields);
    }

    @Override
    public S3Action action(BodyDeclaration input) {
        return S3Action.PUT_BUCKET_POLICY;
    }

    @Override
    public Response execute(BodyDeclaration input, BucketCall call) {
        OwnPolicies.requireOwner(call);
        byte[] json = Documents.bytes(call, input);
        BucketPolicy policy = BucketPolicy.parse(json, call.bucket().name());
        String text = text(json);
        catalog.buckets().change(call.bucket(), current -> {
            if (AccessDocuments.publicAccessBlock(current).refuses(policy)) {
                throw S3Error.ACCESS_DENIED.exception(
                        "Public policies are prevented by the BlockPublicPolicy setting of the bucket's public access block.");
            }
            return current.with(Map.of(AccessDocuments.POLICY, text));
        });
        return Responses.noContent();
    }

    /** It is told again byte by byte. */
    private static String text(byte[] json) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException e) {
            throw S3Error.MALFORMED_POLICY.exception("Policies must be UTF-8");
        }
    }
}
