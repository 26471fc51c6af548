package io.casgate.gateway.s3.operation.multipart;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.Part;
import io.casgate.catalog.Upload;
import io.casgate.catalog.UploadId;
import io.casgate.catalog.Uploads;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.lifecycle.LifecycleHeaders;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.operation.Owners;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.operation.listing.Listings;
import io.casgate.gateway.s3.operation.object.Checksums;
import io.casgate.gateway.s3.operation.object.Conditions;
import io.casgate.gateway.s3.operation.object.ObjectHeaders;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.HttpDates;
import io.casgate.gateway.s3.request.ListingOptions;
import io.casgate.gateway.s3.request.ListingOptions.KeyEncoding;
import io.casgate.gateway.s3.xml.XmlWriter;
import java.util.Optional;

/** Lists the parts of an upload that were stored so far. */
public final class ListParts implements ObjectOperation<ListParts.Input> {
    private final Catalog catalog;
    private final Owners owners;
    private final LifecycleHeaders lifecycle;

    public ListParts(Catalog catalog, Owners owners, LifecycleHeaders lifecycle) {
        this.catalog = catalog;
        this.owners = owners;
        this.lifecycle = lifecycle;
    }

    /** {@code marker} is the part number after which parts are listed. */
    public record Input(String uploadId, int limit, int marker, KeyEncoding encoding) {}

    @Override
    public Input parse(Fields fields) {
        return new Input(
                OpenUploads.idIn(fields),
                Math.min(fields.count("max-parts", ListingOptions.MAX_PAGE), ListingOptions.MAX_PAGE),
                fields.count("part-number-marker", 0),
                KeyEncoding.parse(fields.query()));
    }

    @Override
    public S3Action action(Input input) {
        return S3Action.LIST_MULTIPART_UPLOAD_PARTS;
    }

    @Override
    public Response execute(Input input, ObjectCall call) {
        Uploads.PartPage page = page(input, call);
        Upload upload = page.upload();
        XmlWriter xml = XmlWriter.document("ListPartsResult");
        xml.element("Bucket", call.bucket().name())
                .optional("EncodingType", Listings.encodingType(input.encoding()))
                .element("Key", input.encoding().apply(call.key().value()))
                .element("UploadId", input.uploadId());
        owners.write(xml, "Initiator", upload.owner());
        owners.write(xml, "Owner", OpenUploads.objectOwner(upload));
        xml.element("StorageClass", upload.storageClass()).element("PartNumberMarker", input.marker());
        if (page.next() > 0) {
            xml.element("NextPartNumberMarker", page.next());
        }
        xml.element("MaxParts", input.limit())
                .element("IsTruncated", Boolean.toString(page.next() > 0))
                .optional("ChecksumAlgorithm", upload.checksumAlgorithm())
                .optional(
                        "ChecksumType",
                        upload.checksumType() == null
                                ? null
                                : upload.checksumType().name());
        page.parts().forEach(part -> write(xml, part));
        return Responses.xml(
                xml, lifecycle.addAbortion(Headers.builder(), call.bucket(), call.key(), upload.initiated()));
    }

    private Uploads.PartPage page(Input input, ObjectCall call) {
        Optional<Uploads.PartPage> page = UploadId.parse(input.uploadId())
                .flatMap(id ->
                        catalog.uploads().listParts(call.bucket(), call.key(), id, input.marker(), input.limit()));
        call.access()
                .requireUpload(
                        action(input),
                        call.key(),
                        page.map(Uploads.PartPage::upload).orElse(null));
        return page.orElseThrow(() -> Conditions.noSuchUpload(input.uploadId()));
    }

    private static void write(XmlWriter xml, Part part) {
        xml.begin("Part")
                .element("PartNumber", part.number())
                .element("LastModified", HttpDates.xml(part.lastModified()))
                .element("ETag", ObjectHeaders.quoted(part.etag()))
                .element("Size", part.size());
        Checksums.writeElement(xml, part.checksum());
        xml.end();
    }
}
