package io.casgate.gateway.s3.operation.website;

import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.xml.XmlElement;
import io.casgate.gateway.s3.xml.XmlReader;
import io.casgate.gateway.s3.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a bucket is a website: all its requests are sent elsewhere, or it has an index document. Immutable.
 *
 * @param elsewhere for all requests; null for a site of its own
 * @param indexSuffix what is added to keys that end in a slash, and to none; null only when all goes elsewhere
 * @param errorKey of the page that is shown when a request fails, or null
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketWebsite.html">AWS: PutBucketWebsite</a>
 */
public record WebsiteConfiguration(
        @Nullable Elsewhere elsewhere,
        @Nullable String indexSuffix,
        @Nullable String errorKey,
        List<RoutingRule> rules) {
    static final String ROOT = "WebsiteConfiguration";

    private static final int MAX_RULES = 50;

    public WebsiteConfiguration {
        rules = List.copyOf(rules);
    }

    /** Another site; {@code protocol} is null for that of the request. */
    public record Elsewhere(String hostName, @Nullable String protocol) {}

    /**
     * Reads a WebsiteConfiguration element.
     *
     * @throws S3Exception MalformedXML, InvalidArgument or InvalidRequest
     */
    static WebsiteConfiguration read(XmlElement element) {
        XmlElement all = element.child("RedirectAllRequestsTo");
        if (all != null) {
            if (element.children().size() > 1) {
                throw invalid("RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.");
            }
            String host = hostName(all);
            if (host == null) {
                throw S3Error.MALFORMED_XML.exception();
            }
            return new WebsiteConfiguration(new Elsewhere(host, protocol(all)), null, null, List.of());
        }
        return new WebsiteConfiguration(null, indexSuffix(element), errorKey(element), rules(element));
    }

    /** Reads what {@link #write} wrote. */
    public static WebsiteConfiguration parse(String document) {
        return read(XmlReader.read(document.getBytes(StandardCharsets.UTF_8), ROOT));
    }

    private static String indexSuffix(XmlElement element) {
        XmlElement index = element.child("IndexDocument");
        if (index == null) {
            throw S3Error.INVALID_ARGUMENT
                    .exception("A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty")
                    .with("ArgumentName", "IndexDocument")
                    .with("ArgumentValue", "null");
        }
        String suffix = index.requiredText("Suffix");
        if (suffix.isEmpty() || suffix.contains("/")) {
            throw S3Error.INVALID_ARGUMENT
                    .exception("The IndexDocument Suffix is not well formed")
                    .with("ArgumentName", "IndexDocument")
                    .with("ArgumentValue", suffix);
        }
        return suffix;
    }

    private static @Nullable String errorKey(XmlElement element) {
        XmlElement document = element.child("ErrorDocument");
        if (document == null) {
            return null;
        }
        String key = document.requiredText("Key");
        if (key.isEmpty()) {
            throw S3Error.INVALID_ARGUMENT
                    .exception("The ErrorDocument Key is not well formed")
                    .with("ArgumentName", "ErrorDocument")
                    .with("ArgumentValue", key);
        }
        return key;
    }

    private static List<RoutingRule> rules(XmlElement element) {
        XmlElement list = element.child("RoutingRules");
        List<XmlElement> rules = list == null ? List.of() : list.children("RoutingRule");
        if (list != null && rules.isEmpty()) {
            throw S3Error.MALFORMED_XML.exception();
        }
        if (rules.size() > MAX_RULES) {
            throw invalid("The number of routing rules should not exceed allowed limit of " + MAX_RULES + " rules.");
        }
        return rules.stream().map(RoutingRule::read).toList();
    }

    static @Nullable String protocol(XmlElement element) {
        String protocol = element.optionalText("Protocol");
        if (protocol != null && !protocol.equals("http") && !protocol.equals("https")) {
            throw invalid(
                    "Invalid protocol, protocol can be http or https. If not defined the protocol will be selected"
                            + " automatically.");
        }
        return protocol;
    }

    /** It becomes part of a header. */
    static @Nullable String hostName(XmlElement element) {
        String host = element.optionalText("HostName");
        if (host != null && !host.matches("[A-Za-z0-9._\\[\\]-]+(:\\d{1,5})?")) {
            throw invalid("The host name is not valid.");
        }
        return host;
    }

    private static S3Exception invalid(String message) {
        return S3Error.INVALID_REQUEST.exception(message);
    }

    /** The rule for requests of {@code key}, whatever is there. */
    public Optional<RoutingRule> rule(String key) {
        return rules.stream().filter(rule -> rule.isFor(key)).findFirst();
    }

    /** The rule for requests of {@code key} that would be answered with {@code status}. */
    public Optional<RoutingRule> rule(String key, int status) {
        return rules.stream().filter(rule -> rule.isFor(key, status)).findFirst();
    }

    XmlWriter write() {
        XmlWriter xml = XmlWriter.document(ROOT);
        if (errorKey != null) {
            xml.begin("ErrorDocument").element("Key", errorKey).end();
        }
        if (indexSuffix != null) {
            xml.begin("IndexDocument").element("Suffix", indexSuffix).end();
        }
        if (elsewhere != null) {
            xml.begin("RedirectAllRequestsTo")
                    .element("HostName", elsewhere.hostName)
                    .optional("Protocol", elsewhere.protocol)
                    .end();
        }
        if (!rules.isEmpty()) {
            xml.begin("RoutingRules");
            rules.forEach(rule -> rule.write(xml));
            xml.end();
        }
        return xml;
    }
}
