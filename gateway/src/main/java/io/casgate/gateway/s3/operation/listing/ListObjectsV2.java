package io.casgate.gateway.s3.operation.listing;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.ListPage;
import io.casgate.catalog.ListStart;
import io.casgate.catalog.ListedObject;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.Owners;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.operation.listing.Listings.OwnerDetail;
import io.casgate.gateway.s3.request.ContinuationToken;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.ListingOptions;
import io.casgate.gateway.s3.request.Query;
import io.casgate.gateway.s3.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/** Lists objects, where an opaque token finds the client's place. */
public final class ListObjectsV2 implements BucketOperation<ListObjectsV2.Input> {
    private final Catalog catalog;
    private final Listings listings;

    public ListObjectsV2(Catalog catalog, Owners owners) {
        this.catalog = catalog;
        this.listings = new Listings(owners);
    }

    /** {@code ownerDetail}: fetch-owner. */
    public record Input(
            ListingOptions options, @Nullable String continuationToken, String startAfter, OwnerDetail ownerDetail) {}

    @Override
    public Input parse(Fields fields) {
        ListingOptions options = ListingOptions.parse(fields, "max-keys");
        Query query = fields.query();
        String token = query.get("continuation-token");
        if (token != null) {
            ContinuationToken.read(token);
        }
        return new Input(
                options,
                token,
                query.orEmpty("start-after"),
                "true".equalsIgnoreCase(query.get("fetch-owner")) ? OwnerDetail.SHOWN : OwnerDetail.LEFT_OUT);
    }

    @Override
    public S3Action action(Input input) {
        return S3Action.LIST_BUCKET;
    }

    @Override
    public Response execute(Input input, BucketCall call) {
        Bucket bucket = call.bucket();
        ListingOptions options = input.options();
        ListPage<ListedObject> page = Listings.page(catalog.objects(), bucket, options, start(input));

        XmlWriter xml = XmlWriter.document("ListBucketResult");
        xml.element("Name", bucket.name()).element("Prefix", options.encoding().apply(options.prefix()));
        if (!input.startAfter().isEmpty()) {
            xml.element("StartAfter", options.encoding().apply(input.startAfter()));
        }
        xml.optional("ContinuationToken", input.continuationToken());
        if (page.next() != null) {
            xml.element("NextContinuationToken", ContinuationToken.write(page.next()));
        }
        xml.element("KeyCount", page.items().size() + page.commonPrefixes().size())
                .element("MaxKeys", options.limit());
        Listings.writeOptions(xml, options);
        xml.element("IsTruncated", Boolean.toString(page.truncated()));
        listings.writeResults(xml, page, options, input.ownerDetail(), call.access());
        return Responses.xml(xml);
    }

    private static ListStart start(Input input) {
        return input.continuationToken() == null
                ? ListStart.ofMarker(
                        input.startAfter(),
                        input.options().prefix(),
                        input.options().delimiter())
                : ContinuationToken.read(input.continuationToken());
    }
}
