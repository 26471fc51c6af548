package io.casgate.gateway.s3.operation.multipart;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.Destination;
import io.casgate.catalog.Part;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.Upload;
import io.casgate.dedup.DedupStore;
import io.casgate.dedup.PendingContent;
import io.casgate.dedup.Target;
import io.casgate.gateway.digest.Checksum;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.digest.StreamingDigest;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.body.Etags;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.BucketDoor;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.operation.object.Checksums;
import io.casgate.gateway.s3.operation.object.CopySources;
import io.casgate.gateway.s3.operation.object.ObjectHeaders;
import io.casgate.gateway.s3.request.ByteRange;
import io.casgate.gateway.s3.request.CopySource;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.HttpDates;
import io.casgate.gateway.s3.request.PartNumber;
import io.casgate.gateway.s3.request.Preconditions;
import io.casgate.gateway.s3.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a part of an object, or of a range of it. The part shares the source's blocks. Its ETag is the source's when it
 * is all of an object that was uploaded at once, and otherwise derived from the source's and the range: the MD5 of the
 * bytes could only be had by reading them. They are read when the upload wants a checksum, and then the ETag is a body's.
 */
public final class UploadPartCopy implements ObjectOperation<UploadPartCopy.Input> {
    private final CopySources sources;
    private final OpenUploads uploads;
    private final Etags etags;

    public UploadPartCopy(Catalog catalog, DedupStore dedup, BucketDoor door, Etags etags) {
        this.sources = new CopySources(catalog, dedup, door);
        this.uploads = new OpenUploads(catalog);
        this.etags = etags;
    }

    /** {@code range} is null for all of the source. */
    public record Input(
            String uploadId,
            int partNumber,
            CopySource source,
            Preconditions sourceConditions,
            ByteRange.@Nullable Between range) {}

    @Override
    public Input parse(Fields fields) {
        return new Input(
                OpenUploads.idIn(fields),
                PartNumber.parse(fields.query()),
                CopySource.parse(fields),
                Preconditions.parse(fields, CopySource.CONDITIONS),
                copySourceRange(fields.header("x-amz-copy-source-range")));
    }

    @Override
    public S3Action action(Input input) {
        return S3Action.PUT_OBJECT;
    }

    @Override
    public Response execute(Input input, ObjectCall call) {
        Upload upload = uploads.require(call, input.uploadId());
        CopySources.Source source = sources.require(input.source(), input.sourceConditions(), call);
        ByteRange.Resolved range = range(input.range(), source.content().length());
        Integrity integrity = integrity(OpenUploads.algorithm(upload), source, range);
        Target target = new Destination.OfPart(upload.id(), input.partNumber()).toTarget();
        try (PendingContent content = sources.share(source, range, call.bucket().domain(), target)) {
            Part part = uploads.putPart(
                    upload, call.bucket(), input.partNumber(), integrity.etag, integrity.checksum, content);
            return render(part, source);
        }
    }

    private static ByteRange.@Nullable Between copySourceRange(@Nullable String header) {
        if (header == null) {
            return null;
        }
        if (ByteRange.parse(header) instanceof ByteRange.Between range) {
            return range;
        }
        throw Fields.invalid(
                "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the"
                        + " zero-based offsets of the first and last bytes to copy",
                "x-amz-copy-source-range",
                header);
    }

    /** A copied range must lie in the source, unlike one that is read. */
    private static ByteRange.Resolved range(ByteRange.@Nullable Between range, long size) {
        if (range == null) {
            return new ByteRange.Resolved(0, size);
        }
        if (range.last() >= size) {
            throw S3Error.INVALID_RANGE.exception("Range specified is not valid for source object of size: " + size);
        }
        return range.resolve(size);
    }

    private record Integrity(String etag, @Nullable Checksum checksum) {}

    private Integrity integrity(
            @Nullable ChecksumAlgorithm algorithm, CopySources.Source source, ByteRange.Resolved range) {
        if (algorithm == null) {
            return new Integrity(etag(source.object(), range), null);
        }
        Set<ChecksumAlgorithm> wanted = new HashSet<>(etags.needed());
        wanted.add(algorithm);
        Map<ChecksumAlgorithm, Checksum> computed = sources.digest(source.content(), range, wanted);
        return new Integrity(etags.of(computed), computed.get(algorithm));
    }

    private static String etag(StoredObject source, ByteRange.Resolved range) {
        String etag = source.attributes().etag();
        if (range.length() == source.attributes().size() && etag.matches("[0-9a-f]{32}")) {
            return etag;
        }
        String derivation = etag + " " + source.version() + " " + range.offset() + "+" + range.length();
        byte[] octets = derivation.getBytes(StandardCharsets.UTF_8);
        StreamingDigest digest = ChecksumAlgorithm.MD5.newDigest();
        digest.update(octets, 0, octets.length);
        return Checksum.of(ChecksumAlgorithm.MD5, digest.digest()).hex();
    }

    private static Response render(Part part, CopySources.Source source) {
        XmlWriter xml = XmlWriter.document("CopyPartResult")
                .element("LastModified", HttpDates.xml(part.lastModified()))
                .element("ETag", ObjectHeaders.quoted(part.etag()));
        Checksums.writeElement(xml, part.checksum());
        return Responses.xml(xml, source.headers());
    }
}
