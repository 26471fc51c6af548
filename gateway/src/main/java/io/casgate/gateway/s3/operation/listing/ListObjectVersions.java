package io.casgate.gateway.s3.operation.listing;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.ListedObject;
import io.casgate.catalog.ListedObject.Kind;
import io.casgate.catalog.ListedVersion;
import io.casgate.catalog.ListedVersion.Age;
import io.casgate.catalog.Objects.VersionPage;
import io.casgate.catalog.Objects.VersionQuery;
import io.casgate.catalog.VersionId;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.access.Access;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.Owners;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.operation.object.ObjectHeaders;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.HttpDates;
import io.casgate.gateway.s3.request.ListingOptions;
import io.casgate.gateway.s3.request.ListingOptions.KeyEncoding;
import io.casgate.gateway.s3.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/**
 * Lists the versions of a bucket's objects and the delete markers, newest first. Without versioning each object has one
 * version, called null, as on AWS.
 */
public final class ListObjectVersions implements BucketOperation<ListObjectVersions.Input> {
    private final Catalog catalog;
    private final Owners owners;

    public ListObjectVersions(Catalog catalog, Owners owners) {
        this.catalog = catalog;
        this.owners = owners;
    }

    /**
     * Where to list from.
     *
     * @param keyMarker after which keys are listed; empty for all
     * @param versionMarker after which version of that key; null for all greater keys alone
     */
    public record Input(
            ListingOptions options,
            String keyMarker,
            @Nullable VersionId versionMarker) {}

    @Override
    public Input parse(Fields fields) {
        String keyMarker = fields.query().orEmpty("key-marker");
        String versionMarker = fields.query().nonEmpty("version-id-marker");
        if (versionMarker != null && keyMarker.isEmpty()) {
            throw Fields.invalid(
                    "A version-id marker cannot be specified without a key marker.",
                    "version-id-marker",
                    versionMarker);
        }
        return new Input(
                ListingOptions.parse(fields, "max-keys"),
                keyMarker,
                Fields.versionId("version-id-marker", versionMarker));
    }

    @Override
    public S3Action action(Input input) {
        return S3Action.LIST_BUCKET_VERSIONS;
    }

    @Override
    public Response execute(Input input, BucketCall call) {
        Bucket bucket = call.bucket();
        ListingOptions options = input.options();
        @Nullable VersionId marker = input.versionMarker();
        VersionPage page = catalog.objects()
                .listVersions(
                        bucket,
                        new VersionQuery(
                                options.prefix(), options.delimiter(), input.keyMarker(), marker, options.limit()));

        XmlWriter xml = XmlWriter.document("ListVersionsResult");
        xml.element("Name", bucket.name())
                .element("Prefix", options.encoding().apply(options.prefix()))
                .element("KeyMarker", options.encoding().apply(input.keyMarker()))
                .element("VersionIdMarker", marker == null ? "" : marker.text());
        if (page.nextKeyMarker() != null) {
            xml.element("NextKeyMarker", options.encoding().apply(page.nextKeyMarker()));
        }
        if (page.nextVersionMarker() != null) {
            xml.element("NextVersionIdMarker", page.nextVersionMarker().text());
        }
        xml.element("MaxKeys", options.limit());
        Listings.writeOptions(xml, options);
        xml.element("IsTruncated", Boolean.toString(page.nextKeyMarker() != null));
        page.versions().forEach(version -> writeVersion(xml, version, options.encoding(), call.access()));
        Listings.writeCommonPrefixes(xml, page.commonPrefixes(), options.encoding());
        return Responses.xml(xml);
    }

    private void writeVersion(XmlWriter xml, ListedVersion version, KeyEncoding encoding, Access access) {
        ListedObject object = version.object();
        boolean marker = object.kind() == Kind.DELETE_MARKER;
        xml.begin(marker ? "DeleteMarker" : "Version")
                .element("Key", encoding.apply(object.key().value()))
                .element("VersionId", version.id().text())
                .element("IsLatest", Boolean.toString(version.age() == Age.LATEST))
                .element("LastModified", HttpDates.xml(object.lastModified()));
        if (!marker) {
            xml.element("ETag", ObjectHeaders.quoted(object.etag()))
                    .element("Size", object.size())
                    .element("StorageClass", object.storageClass());
        }
        owners.write(xml, "Owner", access.ownerOf(object.owner()));
        xml.end();
    }
}
