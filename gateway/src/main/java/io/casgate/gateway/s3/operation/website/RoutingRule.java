package io.casgate.gateway.s3.operation.website;

import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.xml.XmlElement;
import io.casgate.gateway.s3.xml.XmlWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sends some requests elsewhere.
 *
 * @param keyPrefix of requests that it is for; null for all
 * @param errorCode with which requests that it is for would be answered; null for those that have not failed
 */
public record RoutingRule(
        @Nullable String keyPrefix, @Nullable Integer errorCode, Redirect redirect) {
    private static final int MOVED_PERMANENTLY = 301;

    /**
     * Where to. Null is as in the request.
     *
     * @param protocol http or https
     * @param replaceKeyPrefixWith what the condition's prefix becomes
     * @param replaceKeyWith never together with the former
     */
    public record Redirect(
            @Nullable String protocol,
            @Nullable String hostName,
            @Nullable String replaceKeyPrefixWith,
            @Nullable String replaceKeyWith,
            int code) {}

    /**
     * Reads a RoutingRule element.
     *
     * @throws S3Exception MalformedXML or InvalidRequest
     */
    static RoutingRule read(XmlElement element) {
        XmlElement redirect = element.child("Redirect");
        if (redirect == null || redirect.children().isEmpty()) {
            throw S3Error.MALFORMED_XML.exception();
        }
        XmlElement condition = element.child("Condition");
        if (condition == null) {
            return new RoutingRule(null, null, redirect(redirect));
        }
        String keyPrefix = condition.optionalText("KeyPrefixEquals");
        String errorCode = condition.optionalText("HttpErrorCodeReturnedEquals");
        if (keyPrefix == null && errorCode == null) {
            throw invalid(
                    "Condition cannot be empty. To redirect all requests without a condition, the condition element"
                            + " shouldn't be present.");
        }
        return new RoutingRule(keyPrefix, errorCode == null ? null : errorCode(errorCode), redirect(redirect));
    }

    private static int errorCode(String text) {
        if (!text.strip().matches("[45]\\d\\d")) {
            throw invalid("The provided HTTP error code (" + text + ") is not valid. Valid codes are 4XX or 5XX.");
        }
        return Integer.parseInt(text.strip());
    }

    private static Redirect redirect(XmlElement element) {
        String prefix = element.optionalText("ReplaceKeyPrefixWith");
        String key = element.optionalText("ReplaceKeyWith");
        if (prefix != null && key != null) {
            throw invalid("You can only define ReplaceKeyPrefix or ReplaceKey but not both.");
        }
        String code = element.optionalText("HttpRedirectCode");
        if (code != null && !code.strip().matches("3(0[1-9]|[1-9]\\d)")) {
            throw invalid(
                    "The provided HTTP redirect code (" + code + ") is not valid. Valid codes are 3XX except 300.");
        }
        return new Redirect(
                WebsiteConfiguration.protocol(element),
                WebsiteConfiguration.hostName(element),
                prefix,
                key,
                code == null ? MOVED_PERMANENTLY : Integer.parseInt(code.strip()));
    }

    private static S3Exception invalid(String message) {
        return S3Error.INVALID_REQUEST.exception(message);
    }

    /** Whether it is for a request of {@code key} that has not failed. */
    boolean isFor(String key) {
        return errorCode == null && hasPrefix(key);
    }

    /** Whether it is for a request of {@code key} that would be answered with {@code status}. */
    boolean isFor(String key, int status) {
        return Objects.equals(errorCode, status) && hasPrefix(key);
    }

    private boolean hasPrefix(String key) {
        return keyPrefix == null || key.startsWith(keyPrefix);
    }

    /** The key that requests of {@code key} are sent to. */
    public String target(String key) {
        if (redirect.replaceKeyWith != null) {
            return redirect.replaceKeyWith;
        }
        if (redirect.replaceKeyPrefixWith == null) {
            return key;
        }
        return redirect.replaceKeyPrefixWith + key.substring(keyPrefix == null ? 0 : keyPrefix.length());
    }

    void write(XmlWriter xml) {
        xml.begin("RoutingRule");
        if (keyPrefix != null || errorCode != null) {
            xml.begin("Condition")
                    .optional("HttpErrorCodeReturnedEquals", errorCode == null ? null : errorCode.toString())
                    .optional("KeyPrefixEquals", keyPrefix)
                    .end();
        }
        xml.begin("Redirect")
                .optional("HostName", redirect.hostName)
                .optional(
                        "HttpRedirectCode", redirect.code == MOVED_PERMANENTLY ? null : Integer.toString(redirect.code))
                .optional("Protocol", redirect.protocol)
                .optional("ReplaceKeyPrefixWith", redirect.replaceKeyPrefixWith)
                .optional("ReplaceKeyWith", redirect.replaceKeyWith);
        if (redirect.equals(new Redirect(null, null, null, null, MOVED_PERMANENTLY))) {
            xml.element("HttpRedirectCode", MOVED_PERMANENTLY);
        }
        xml.end().end();
    }
}
