package io.casgate.gateway.s3.operation.object;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.VersionId;
import io.casgate.dedup.DedupStore;
import io.casgate.gateway.digest.Checksum;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.HttpDates;
import io.casgate.gateway.s3.xml.XmlWriter;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes an object as HeadObject and ListParts do, as far as the request wants to know. */
public final class GetObjectAttributes implements ObjectOperation<GetObjectAttributes.Input> {
    private static final String ATTRIBUTES = "x-amz-object-attributes";
    private static final String MAX_PARTS = "x-amz-max-parts";
    private static final String MARKER = "x-amz-part-number-marker";
    private static final int MAX_PAGE = 1000;

    private final NamedObjects objects;
    private final ObjectParts parts;

    public GetObjectAttributes(Catalog catalog, DedupStore dedup) {
        this.objects = new NamedObjects(catalog);
        this.parts = new ObjectParts(dedup);
    }

    /** What can be asked for. */
    public enum Attribute {
        ETAG("ETag"),
        CHECKSUM("Checksum"),
        OBJECT_PARTS("ObjectParts"),
        STORAGE_CLASS("StorageClass"),
        OBJECT_SIZE("ObjectSize");

        private final String text;

        Attribute(String text) {
            this.text = text;
        }

        private static Attribute parse(String text, String header) {
            for (Attribute attribute : values()) {
                if (attribute.text.equals(text)) {
                    return attribute;
                }
            }
            throw invalid(header);
        }
    }

    /**
     * What to tell.
     *
     * @param version null for the current object
     * @param limit how many parts at most
     * @param marker the number of the part after which parts are told
     */
    public record Input(@Nullable VersionId version, Set<Attribute> attributes, int limit, int marker) {
        public Input {
            attributes = Set.copyOf(attributes);
        }
    }

    @Override
    public Input parse(Fields fields) {
        return new Input(
                fields.versionId(),
                attributes(fields),
                Math.min(fields.headerCount(MAX_PARTS, MAX_PAGE), MAX_PAGE),
                fields.headerCount(MARKER, 0));
    }

    /** In one header, or in several. */
    private static Set<Attribute> attributes(Fields fields) {
        Set<Attribute> attributes = EnumSet.noneOf(Attribute.class);
        fields.forEachHeader(ATTRIBUTES, (name, value) -> {
            for (String text : value.split(",", -1)) {
                attributes.add(Attribute.parse(text.strip(), value));
            }
        });
        if (attributes.isEmpty()) {
            throw invalid("");
        }
        return attributes;
    }

    private static S3Exception invalid(String header) {
        return Fields.invalid("Invalid attribute name specified.", ATTRIBUTES, header);
    }

    @Override
    public S3Action action(Input input) {
        return input.version() == null ? S3Action.GET_OBJECT_ATTRIBUTES : S3Action.GET_OBJECT_VERSION_ATTRIBUTES;
    }

    @Override
    public Response execute(Input input, ObjectCall call) {
        StoredObject object = objects.require(call, action(input), input.version());
        S3Action reading = input.version() == null ? S3Action.GET_OBJECT : S3Action.GET_OBJECT_VERSION;
        call.access().requireObject(reading, call.key(), input.version(), object.attributes());
        Headers.Builder headers = Headers.builder().add("Last-Modified", HttpDates.header(object.lastModified()));
        return Responses.xml(
                document(input, object),
                VersionHeaders.add(headers, VersionHeaders.VERSION_ID, call.bucket(), object.id()));
    }

    private XmlWriter document(Input input, StoredObject object) {
        XmlWriter xml = XmlWriter.document("GetObjectAttributesResponse");
        ObjectAttributes attributes = object.attributes();
        if (input.attributes().contains(Attribute.ETAG)) {
            xml.element("ETag", attributes.etag());
        }
        if (input.attributes().contains(Attribute.CHECKSUM)) {
            writeChecksum(xml, attributes.checksum());
        }
        if (input.attributes().contains(Attribute.OBJECT_PARTS) && attributes.partCount() > 0) {
            writeParts(xml, input, object);
        }
        if (input.attributes().contains(Attribute.STORAGE_CLASS)) {
            xml.element("StorageClass", attributes.description().storageClass());
        }
        if (input.attributes().contains(Attribute.OBJECT_SIZE)) {
            xml.element("ObjectSize", attributes.size());
        }
        return xml;
    }

    /** A composite checksum is told without the number of parts, unlike anywhere else. */
    private static void writeChecksum(XmlWriter xml, io.casgate.catalog.@Nullable Checksum stored) {
        if (stored != null) {
            Checksum checksum = Checksums.read(stored);
            xml.begin("Checksum")
                    .element(checksum.algorithm().elementName(), checksum.base64())
                    .element("ChecksumType", stored.type().name())
                    .end();
        }
    }

    private void writeParts(XmlWriter xml, Input input, StoredObject object) {
        int count = object.attributes().partCount();
        int last = (int) Math.min(count, (long) input.marker() + input.limit());
        boolean truncated = input.marker() < last && last < count;
        xml.begin("ObjectParts")
                .element("IsTruncated", Boolean.toString(truncated))
                .element("MaxParts", input.limit());
        if (truncated) {
            xml.element("NextPartNumberMarker", last);
        }
        xml.element("PartNumberMarker", input.marker());
        parts.first(object, last).stream().skip(input.marker()).forEach(part -> write(xml, part));
        xml.element("PartsCount", count).end();
    }

    private static void write(XmlWriter xml, ObjectParts.Part part) {
        xml.begin("Part");
        if (part.checksum() != null) {
            xml.element(
                    part.checksum().algorithm().elementName(), part.checksum().base64());
        }
        xml.element("PartNumber", part.number()).element("Size", part.size()).end();
    }
}
