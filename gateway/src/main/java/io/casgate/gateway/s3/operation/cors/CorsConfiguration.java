package io.casgate.gateway.s3.operation.cors;

import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.xml.XmlElement;
import io.casgate.gateway.s3.xml.XmlReader;
import io.casgate.gateway.s3.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Which pages may send which requests to a bucket. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html">AWS: Elements of a CORS
 *     configuration</a>
 */
record CorsConfiguration(List<CorsRule> rules) {
    static final String ROOT = "CORSConfiguration";

    private static final int MAX_RULES = 100;

    CorsConfiguration {
        rules = List.copyOf(rules);
    }

    /**
     * Reads a CORSConfiguration element.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception MalformedXML or InvalidRequest
     */
    static CorsConfiguration read(XmlElement element) {
        List<XmlElement> rules = element.children("CORSRule");
        if (rules.isEmpty()) {
            throw S3Error.MALFORMED_XML.exception();
        }
        if (rules.size() > MAX_RULES) {
            throw S3Error.INVALID_REQUEST.exception(
                    "The number of CORS rules should not exceed allowed limit of " + MAX_RULES + " rules.");
        }
        return new CorsConfiguration(rules.stream().map(CorsRule::read).toList());
    }

    /** Reads what {@link #write} wrote. */
    static CorsConfiguration parse(String document) {
        return read(XmlReader.read(document.getBytes(StandardCharsets.UTF_8), ROOT));
    }

    XmlWriter write() {
        XmlWriter xml = XmlWriter.document(ROOT);
        rules.forEach(rule -> rule.write(xml));
        return xml;
    }

    /** The first rule that lets a page of {@code origin} send a request by {@code method} with these headers. */
    Optional<CorsRule> find(String origin, String method, List<String> headers) {
        return rules.stream()
                .filter(rule -> rule.allows(origin, method, headers))
                .findFirst();
    }
}
