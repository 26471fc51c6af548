package io.casgate.gateway.s3.operation.multipart;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.Condition;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.Upload;
import io.casgate.catalog.UploadId;
import io.casgate.catalog.Uploads;
import io.casgate.dedup.DedupStore;
import io.casgate.gateway.digest.Checksum;
import io.casgate.gateway.digest.ChecksumType;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.lifecycle.LifecycleHeaders;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.operation.Call;
import io.casgate.gateway.s3.operation.Documents;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.operation.object.Checksums;
import io.casgate.gateway.s3.operation.object.Conditions;
import io.casgate.gateway.s3.operation.object.ObjectHeaders;
import io.casgate.gateway.s3.operation.object.VersionHeaders;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.ContentChecks;
import io.casgate.gateway.s3.request.EntityTags;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.ObjectChecksums;
import io.casgate.gateway.s3.request.WriteConditions;
import io.casgate.gateway.s3.xml.XmlElement;
import io.casgate.gateway.s3.xml.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes an object of an upload's parts, without moving a byte. Said again within a day, it gives the same answer again:
 * clients repeat it after a time-out.
 */
public final class CompleteMultipartUpload implements ObjectOperation<CompleteMultipartUpload.Input> {
    private static final int MAX_PARTS = 10_000;

    private final Catalog catalog;
    private final DedupStore dedup;
    private final LifecycleHeaders lifecycle;

    public CompleteMultipartUpload(Catalog catalog, DedupStore dedup, LifecycleHeaders lifecycle) {
        this.catalog = catalog;
        this.dedup = dedup;
        this.lifecycle = lifecycle;
    }

    /**
     * What to make of the parts that the body names.
     *
     * @param checksum that the object must have, or null
     * @param checksumType that the upload must have, or null
     * @param objectSize that the object must have, or null
     */
    public record Input(
            String uploadId,
            Condition condition,
            @Nullable Checksum checksum,
            @Nullable ChecksumType checksumType,
            @Nullable Long objectSize,
            BodyDeclaration body) {}

    @Override
    public Input parse(Fields fields) {
        String size = fields.header("x-amz-mp-object-size");
        if (size != null && !size.matches("\\d{1,18}")) {
            throw Fields.invalid("Not a size", "x-amz-mp-object-size", size);
        }
        return new Input(
                OpenUploads.idIn(fields),
                WriteConditions.parse(fields),
                ContentChecks.checksumIn(fields),
                ObjectChecksums.type(fields),
                size == null ? null : Long.valueOf(size),
                BodyDeclaration.parseDocument(fields));
    }

    @Override
    public S3Action action(Input input) {
        return S3Action.PUT_OBJECT;
    }

    @Override
    public Response execute(Input input, ObjectCall call) {
        UploadId id = OpenUploads.id(input.uploadId());
        Bucket bucket = call.bucket();
        ObjectKey key = call.key();
        Optional<Upload> upload = catalog.uploads().find(bucket, key, id);
        if (input.body().length() == 0) {
            throw S3Error.MALFORMED_XML.exception();
        }
        List<RequestedPart> requested = parse(Documents.read(call, input.body(), "CompleteMultipartUpload"));
        upload.ifPresent(open -> CompletionChecks.requireAgreement(input, open, requested));

        Uploads.Completion completion = catalog.uploads()
                .complete(
                        bucket,
                        key,
                        id,
                        requested.stream().map(RequestedPart::inCatalog).toList(),
                        input.condition(),
                        new ObjectAssembler(dedup, input));
        return switch (completion) {
            case Uploads.Completion.Completed(Uploads.CompletedObject object) -> render(call, object);
            case Uploads.Completion.NoSuchUpload _ -> throw Conditions.noSuchUpload(input.uploadId());
            case Uploads.Completion.InvalidPart invalid -> throw invalidPart(input, requested, invalid.number());
            case Uploads.Completion.InvalidPartOrder _ ->
                throw S3Error.INVALID_PART_ORDER.exception().with("UploadId", input.uploadId());
            case Uploads.Completion.EntityTooSmall small ->
                throw S3Error.ENTITY_TOO_SMALL
                        .exception()
                        .with("ProposedSize", Long.toString(small.size()))
                        .with("MinSizeAllowed", Long.toString(small.minimum()))
                        .with("PartNumber", Integer.toString(small.number()));
            case Uploads.Completion.PreconditionFailed _ -> throw Conditions.preconditionFailed(input.condition());
            case Uploads.Completion.NoSuchKey _ -> throw Conditions.noSuchKey(key);
        };
    }

    /**
     * A part as the request names it.
     *
     * @param checksumElement the name of the element that holds its checksum, such as ChecksumCRC32; null for none
     * @param checksum base64, or null
     */
    record RequestedPart(
            int number,
            String etag,
            @Nullable String checksumElement,
            @Nullable String checksum) {
        Uploads.RequestedPart inCatalog() {
            return new Uploads.RequestedPart(number, etag, checksum);
        }
    }

    /** Of a part that is named several times in a row, as by clients that had to send it again, the last one counts. */
    private static List<RequestedPart> parse(XmlElement document) {
        List<XmlElement> parts = document.children("Part");
        if (parts.isEmpty() || parts.size() > MAX_PARTS) {
            throw S3Error.MALFORMED_XML.exception();
        }
        List<RequestedPart> requested = new ArrayList<>();
        for (XmlElement part : parts) {
            RequestedPart next = parsePart(part);
            if (!requested.isEmpty() && requested.getLast().number == next.number) {
                requested.removeLast();
            }
            requested.add(next);
        }
        return requested;
    }

    private static RequestedPart parsePart(XmlElement part) {
        String number = part.requiredText("PartNumber").strip();
        if (!number.matches("\\d{1,5}")) {
            throw S3Error.MALFORMED_XML.exception();
        }
        if (Integer.parseInt(number) < 1 || Integer.parseInt(number) > MAX_PARTS) {
            throw S3Error.INVALID_ARGUMENT
                    .exception("PartNumber must be >= 1 and <= " + MAX_PARTS)
                    .with("ArgumentName", "partNumber")
                    .with("ArgumentValue", number);
        }
        List<XmlElement> checksums = part.children().stream()
                .filter(child -> child.name().startsWith("Checksum"))
                .toList();
        if (checksums.size() > 1) {
            throw S3Error.INVALID_REQUEST.exception("Expecting a single checksum for each part.");
        }
        XmlElement checksum = checksums.isEmpty() ? null : checksums.getFirst();
        return new RequestedPart(
                Integer.parseInt(number),
                EntityTags.unquote(part.requiredText("ETag")),
                checksum == null ? null : checksum.name(),
                checksum == null ? null : checksum.text().strip());
    }

    private static S3Exception invalidPart(Input input, List<RequestedPart> requested, int number) {
        Set<String> etags = requested.stream()
                .filter(part -> part.number == number)
                .map(RequestedPart::etag)
                .collect(Collectors.toSet());
        return S3Error.INVALID_PART
                .exception()
                .with("UploadId", input.uploadId())
                .with("PartNumber", Integer.toString(number))
                .with("ETag", String.join(", ", etags));
    }

    private Response render(ObjectCall call, Uploads.CompletedObject object) {
        XmlWriter xml = XmlWriter.document("CompleteMultipartUploadResult")
                .element("Location", location(call))
                .element("Bucket", call.bucket().name())
                .element("Key", call.key().value())
                .element("ETag", ObjectHeaders.quoted(object.etag()));
        Checksums.writeElement(xml, object.checksum());
        xml.optional(
                "ChecksumType",
                object.checksum() == null ? null : object.checksum().type().name());
        Headers.Builder headers = VersionHeaders.addWritten(Headers.builder(), object.id());
        return Responses.xml(
                xml, lifecycle.addExpiration(headers, call.bucket(), call.key(), () -> current(call, object)));
    }

    /** The object, if it still is the key's current one: an answer that is given again may be late. */
    private Optional<StoredObject> current(ObjectCall call, Uploads.CompletedObject completed) {
        return catalog.objects()
                .head(call.bucket(), call.key())
                .filter(object -> object.version() == completed.version());
    }

    /** The request's own, without its query: it names the object as the client addresses it. */
    private static String location(Call call) {
        String scheme = call.http().secure() ? "https://" : "http://";
        String host = call.http().headers().first("Host");
        return scheme + (host == null ? "" : host) + call.http().rawPath();
    }
}
