package io.casgate.gateway.s3.operation.multipart;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.Upload;
import io.casgate.catalog.UploadId;
import io.casgate.catalog.Uploads;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.Owners;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.operation.listing.Listings;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.HttpDates;
import io.casgate.gateway.s3.request.ListingOptions;
import io.casgate.gateway.s3.request.ListingOptions.KeyEncoding;
import io.casgate.gateway.s3.xml.XmlWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the multipart uploads that are neither completed nor aborted. */
public final class ListMultipartUploads implements BucketOperation<ListMultipartUploads.Input> {
    private final Catalog catalog;
    private final Owners owners;

    public ListMultipartUploads(Catalog catalog, Owners owners) {
        this.catalog = catalog;
        this.owners = owners;
    }

    public record Input(ListingOptions options, String keyMarker, String uploadIdMarker) {}

    @Override
    public Input parse(Fields fields) {
        return new Input(
                ListingOptions.parse(fields, "max-uploads"),
                fields.query().orEmpty("key-marker"),
                fields.query().orEmpty("upload-id-marker"));
    }

    @Override
    public S3Action action(Input input) {
        return S3Action.LIST_BUCKET_MULTIPART_UPLOADS;
    }

    @Override
    public Response execute(Input input, BucketCall call) {
        Bucket bucket = call.bucket();
        ListingOptions options = input.options();
        Uploads.UploadPage page = page(input, bucket);
        XmlWriter xml = XmlWriter.document("ListMultipartUploadsResult");
        xml.element("Bucket", bucket.name())
                .element("KeyMarker", options.encoding().apply(input.keyMarker()))
                .element("UploadIdMarker", input.uploadIdMarker());
        if (page.nextKeyMarker() != null) {
            xml.element("NextKeyMarker", options.encoding().apply(page.nextKeyMarker()));
            xml.element(
                    "NextUploadIdMarker",
                    page.nextIdMarker() == null ? "" : page.nextIdMarker().toString());
        }
        xml.element("Prefix", options.encoding().apply(options.prefix()));
        Listings.writeOptions(xml, options);
        xml.element("MaxUploads", options.limit())
                .element("IsTruncated", Boolean.toString(page.nextKeyMarker() != null));
        page.uploads().forEach(upload -> writeUpload(xml, upload, options.encoding()));
        Listings.writeCommonPrefixes(xml, page.commonPrefixes(), options.encoding());
        return Responses.xml(xml);
    }

    private Uploads.UploadPage page(Input input, Bucket bucket) {
        ListingOptions options = input.options();
        if (options.limit() == 0) {
            return new Uploads.UploadPage(List.of(), List.of(), null, null);
        }
        return catalog.uploads()
                .list(
                        bucket,
                        new Uploads.UploadQuery(
                                options.prefix(),
                                options.delimiter(),
                                input.keyMarker(),
                                idMarker(input),
                                options.limit()));
    }

    /** Without a key marker, AWS takes no notice of it. */
    private static @Nullable UploadId idMarker(Input input) {
        String text = input.uploadIdMarker();
        return input.keyMarker().isEmpty() || text.isEmpty()
                ? null
                : UploadId.parse(text).orElseThrow(() -> invalidMarker(text));
    }

    private static S3Exception invalidMarker(String text) {
        return S3Error.INVALID_ARGUMENT
                .exception("Invalid uploadId marker")
                .with("ArgumentName", "upload-id-marker")
                .with("ArgumentValue", text);
    }

    private void writeUpload(XmlWriter xml, Upload upload, KeyEncoding encoding) {
        xml.begin("Upload")
                .element("Key", encoding.apply(upload.key().value()))
                .element("UploadId", upload.id().toString());
        owners.write(xml, "Initiator", upload.owner());
        owners.write(xml, "Owner", OpenUploads.objectOwner(upload));
        xml.element("StorageClass", upload.storageClass())
                .element("Initiated", HttpDates.xml(upload.initiated()))
                .optional("ChecksumAlgorithm", upload.checksumAlgorithm())
                .optional(
                        "ChecksumType",
                        upload.checksumType() == null
                                ? null
                                : upload.checksumType().name())
                .end();
    }
}
