package io.casgate.gateway.s3.operation.policy;

import io.casgate.auth.access.PublicAccessBlock;
import io.casgate.auth.policy.S3Action;
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
import java.util.Locale;
import java.util.Map;

/** Refuses things to the public, whatever a bucket's policy and lists grant. What the request leaves out is off. */
public final class PutPublicAccessBlock implements BucketOperation<BodyDeclaration> {
    private final Catalog catalog;

    public PutPublicAccessBlock(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public BodyDeclaration parse(Fields fields) {
        return BodyDeclaration.parse(fields);
    }

    @Override
    public S3Action action(BodyDeclaration input) {
        return S3Action.PUT_BUCKET_PUBLIC_ACCESS_BLOCK;
    }

    @Override
    public Response execute(BodyDeclaration input, BucketCall call) {
        XmlElement configuration = Documents.read(call, input, "PublicAccessBlockConfiguration");
        PublicAccessBlock block = new PublicAccessBlock(
                isOn(configuration, "BlockPublicAcls"),
                isOn(configuration, "IgnorePublicAcls"),
                isOn(configuration, "BlockPublicPolicy"),
                isOn(configuration, "RestrictPublicBuckets"));
        catalog.buckets()
                .configure(call.bucket(), Map.of(AccessDocuments.PUBLIC_ACCESS_BLOCK, AccessDocuments.text(block)));
        return Response.empty(200, Headers.EMPTY);
    }

    private static boolean isOn(XmlElement configuration, String setting) {
        String text = configuration.optionalText(setting);
        return switch (text == null ? "false" : text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw S3Error.MALFORMED_XML.exception();
        };
    }
}
