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
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.ListingOptions;
import io.casgate.gateway.s3.xml.XmlWriter;

/** Lists objects in the old form, where the client finds its place by a key. */
public final class ListObjects implements BucketOperation<ListObjects.Input> {
    private final Catalog catalog;
    private final Listings listings;

    public ListObjects(Catalog catalog, Owners owners) {
        this.catalog = catalog;
        this.listings = new Listings(owners);
    }

    /** {@code marker}: after which keys are listed; empty for all. */
    public record Input(ListingOptions options, String marker) {}

    @Override
    public Input parse(Fields fields) {
        return new Input(
                ListingOptions.parse(fields, "max-keys"), fields.query().orEmpty("marker"));
    }

    @Override
    public S3Action action(Input input) {
        return S3Action.LIST_BUCKET;
    }

    @Override
    public Response execute(Input input, BucketCall call) {
        Bucket bucket = call.bucket();
        ListingOptions options = input.options();
        ListStart start = ListStart.ofMarker(input.marker(), options.prefix(), options.delimiter());
        ListPage<ListedObject> page = Listings.page(catalog.objects(), bucket, options, start);

        XmlWriter xml = XmlWriter.document("ListBucketResult");
        xml.element("Name", bucket.name())
                .element("Prefix", options.encoding().apply(options.prefix()))
                .element("Marker", options.encoding().apply(input.marker()));
        if (page.next() != null && !options.delimiter().isEmpty()) {
            xml.element("NextMarker", options.encoding().apply(page.next().text()));
        }
        xml.element("MaxKeys", options.limit());
        Listings.writeOptions(xml, options);
        xml.element("IsTruncated", Boolean.toString(page.truncated()));
        listings.writeResults(xml, page, options, OwnerDetail.SHOWN, call.access());
        return Responses.xml(xml);
    }
}
