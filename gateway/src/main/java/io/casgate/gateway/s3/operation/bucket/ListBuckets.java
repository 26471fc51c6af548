package io.casgate.gateway.s3.operation.bucket;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.Buckets;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.ListStart;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.operation.Call;
import io.casgate.gateway.s3.operation.Owners;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.operation.ServiceOperation;
import io.casgate.gateway.s3.request.ContinuationToken;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.HttpDates;
import io.casgate.gateway.s3.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/** Lists the caller's buckets, by name. */
public final class ListBuckets implements ServiceOperation<ListBuckets.Input> {
    private static final int MAX_BUCKETS = 10_000;

    private final Catalog catalog;
    private final Owners owners;

    public ListBuckets(Catalog catalog, Owners owners) {
        this.catalog = catalog;
        this.owners = owners;
    }

    /** {@code start} is null for the first page. */
    public record Input(String prefix, int limit, @Nullable ListStart start) {}

    @Override
    public Input parse(Fields fields) {
        int limit = fields.count("max-buckets", MAX_BUCKETS);
        if (limit < 1 || limit > MAX_BUCKETS) {
            throw Fields.invalid(
                    "Argument max-buckets must be an integer between 1 and " + MAX_BUCKETS,
                    "max-buckets",
                    Integer.toString(limit));
        }
        String token = fields.query().nonEmpty("continuation-token");
        return new Input(fields.query().orEmpty("prefix"), limit, token == null ? null : ContinuationToken.read(token));
    }

    @Override
    public S3Action action() {
        return S3Action.LIST_ALL_MY_BUCKETS;
    }

    @Override
    public Response execute(Input input, Call call) {
        String owner = call.requireIdentity().canonicalId();
        String after = input.start() == null ? null : input.start().text();
        Buckets.Page page = catalog.buckets().list(owner, new Buckets.Query(input.prefix(), after, input.limit()));

        XmlWriter xml = XmlWriter.document("ListAllMyBucketsResult");
        owners.write(xml, "Owner", owner);
        xml.begin("Buckets");
        for (Bucket bucket : page.buckets()) {
            xml.begin("Bucket")
                    .element("Name", bucket.name())
                    .element("CreationDate", HttpDates.xml(bucket.created()))
                    .element("BucketRegion", bucket.region())
                    .end();
        }
        xml.end();
        if (page.next() != null) {
            xml.element("ContinuationToken", ContinuationToken.write(new ListStart.AfterKey(page.next())));
        }
        if (!input.prefix().isEmpty()) {
            xml.element("Prefix", input.prefix());
        }
        return Responses.xml(xml);
    }
}
