package io.casgate.gateway.s3.request;

import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.xml.XmlElement;
import io.casgate.gateway.s3.xml.XmlReader;
import io.casgate.gateway.s3.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a bucket or object, within AWS's limits, in the order they were given. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">AWS: Categorizing your objects
 *     using tags</a>
 */
public final class TagSet {
    /** The name of the element that has them. */
    public static final String ROOT = "Tagging";

    public static final String HEADER = "x-amz-tagging";
    public static final TagSet EMPTY = new TagSet(new LinkedHashMap<>());

    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final String RESERVED_PREFIX = "aws:";

    /** What has the tags; it decides how many there may be. */
    public enum Owner {
        BUCKET(50, "Bucket tag count cannot be greater than 50", "System tags cannot be added/updated by requester"),
        OBJECT(10, "Object tags cannot be greater than 10", "Your TagKey cannot be prefixed with aws:");

        private final int most;
        private final String tooMany;
        private final String reserved;

        Owner(int most, String tooMany, String reserved) {
            this.most = most;
            this.tooMany = tooMany;
            this.reserved = reserved;
        }
    }

    private final SequencedMap<String, String> tags;

    private TagSet(SequencedMap<String, String> tags) {
        this.tags = Collections.unmodifiableSequencedMap(tags);
    }

    /** Values by name. */
    public Map<String, String> tags() {
        return tags;
    }

    /**
     * Reads a Tagging document.
     *
     * @throws S3Exception MalformedXML, InvalidTag, or BadRequest when there are too many
     */
    public static TagSet read(byte[] document, Owner owner) {
        return read(XmlReader.read(document, ROOT), owner);
    }

    /** As {@link #read(byte[], Owner)}, of a Tagging element. */
    public static TagSet read(XmlElement tagging, Owner owner) {
        XmlElement list = tagging.child("TagSet");
        if (list == null) {
            throw S3Error.MALFORMED_XML.exception();
        }
        Builder builder = new Builder(owner);
        for (XmlElement tag : list.children()) {
            if (!tag.name().equals("Tag")) {
                throw S3Error.MALFORMED_XML.exception();
            }
            builder.add(tag.requiredText("Key"), tag.requiredText("Value"));
        }
        return builder.build();
    }

    /**
     * The tags of a new object that the request gives; none without the header.
     *
     * @throws S3Exception InvalidArgument when that is no query string, else as {@link #read(byte[], Owner)}
     */
    public static TagSet inHeader(Fields fields) {
        String header = fields.header(HEADER);
        if (header == null || header.isEmpty()) {
            return EMPTY;
        }
        Builder builder = new Builder(Owner.OBJECT);
        for (String pair : utf8(header).split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (name == null || name.isEmpty() || value == null || builder.tags.containsKey(name)) {
                throw Fields.invalid(
                        "The header '" + HEADER + "' shall be encoded as UTF-8 then URLEncoded URL query parameters"
                                + " without tag name duplicates.",
                        HEADER,
                        header);
            }
            builder.add(name, value);
        }
        return builder.build();
    }

    private static @Nullable String decoded(String text) {
        return PercentEncoding.decodeQuery(text);
    }

    /** Octets beyond ASCII that nobody escaped. */
    private static String utf8(String header) {
        return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** As {@link #inHeader} reads it. */
    public String header() {
        return tags.entrySet().stream()
                .map(tag -> PercentEncoding.encode(tag.getKey()) + "=" + PercentEncoding.encode(tag.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** A document as {@link #read} reads it, of tags in any order. */
    public static XmlWriter write(Map<String, String> tags) {
        XmlWriter xml = XmlWriter.document(ROOT).begin("TagSet");
        tags.forEach((name, value) ->
                xml.begin("Tag").element("Key", name).element("Value", value).end());
        return xml.end();
    }

    /** Takes tags one by one, and refuses what AWS refuses. */
    private static final class Builder {
        private final Owner owner;
        private final SequencedMap<String, String> tags = new LinkedHashMap<>();

        Builder(Owner owner) {
            this.owner = owner;
        }

        void add(String name, String value) {
            if (name.isEmpty()
                    || name.length() > MAX_KEY
                    || !ALLOWED.matcher(name).matches()) {
                throw invalid("The TagKey you have provided is invalid", name);
            }
            if (name.toLowerCase(Locale.ROOT).startsWith(RESERVED_PREFIX)) {
                throw invalid(owner.reserved, name);
            }
            if (value.length() > MAX_VALUE || !ALLOWED.matcher(value).matches()) {
                throw invalid("The TagValue you have provided is invalid", name).with("TagValue", value);
            }
            if (tags.put(name, value) != null) {
                throw invalid("Cannot provide multiple Tags with the same key", name);
            }
        }

        TagSet build() {
            if (tags.size() > owner.most) {
                throw S3Error.BAD_REQUEST.exception(owner.tooMany);
            }
            return new TagSet(tags);
        }

        private static S3Exception invalid(String message, String name) {
            return S3Error.INVALID_TAG.exception(message).with("TagKey", name);
        }
    }
}
