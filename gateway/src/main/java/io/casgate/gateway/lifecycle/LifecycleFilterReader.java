package io.casgate.gateway.lifecycle;

import io.casgate.gateway.lifecycle.LifecycleFilter.Form;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads which objects a rule is about. AWS wants several conditions wrapped in And, and refuses others; here they may
 * also stand side by side, as Ceph's users write them, and mean the same.
 */
final class LifecycleFilterReader {
    private static final int MAX_PREFIX = 1024;
    private static final int MAX_TAGS = 10;
    private static final int MAX_TAG_KEY = 128;
    private static final int MAX_TAG_VALUE = 256;

    private LifecycleFilterReader() {}

    /** The filter of a Rule element, or its Prefix. */
    static LifecycleFilter filter(XmlElement rule) {
        XmlElement filter = rule.child("Filter");
        String prefix = rule.optionalText("Prefix");
        if ((filter == null) == (prefix == null)) {
            throw S3Error.MALFORMED_XML.exception();
        }
        return filter == null ? LifecycleFilter.ofRule(prefix(String.valueOf(prefix))) : conditions(filter);
    }

    private static LifecycleFilter conditions(XmlElement filter) {
        List<XmlElement> conditions = new ArrayList<>();
        for (XmlElement child : filter.children()) {
            conditions.addAll(child.name().equals("And") ? child.children() : List.of(child));
        }
        XmlElement all = new XmlElement("And", "", conditions);
        Long above = size(all.optionalText("ObjectSizeGreaterThan"));
        Long below = size(all.optionalText("ObjectSizeLessThan"));
        if (above != null && below != null && below <= above) {
            throw LifecycleReader.invalidRequest(
                    "'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.");
        }
        return new LifecycleFilter(prefix(conditions), tags(all.children("Tag")), above, below, Form.FILTER);
    }

    /** Keys begin with all of the prefixes: with the longest, if that begins with the others. */
    private static @Nullable String prefix(List<XmlElement> conditions) {
        String longest = null;
        for (XmlElement condition : conditions) {
            if (condition.name().equals("Prefix")) {
                String prefix = prefix(condition.text());
                longest = longest == null ? prefix : longer(longest, prefix);
            }
        }
        return longest;
    }

    private static String longer(String one, String other) {
        if (one.startsWith(other)) {
            return one;
        }
        if (other.startsWith(one)) {
            return other;
        }
        throw S3Error.MALFORMED_XML.exception();
    }

    private static String prefix(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_PREFIX) {
            throw LifecycleReader.invalidRequest("The maximum size of a prefix is " + MAX_PREFIX + ".");
        }
        return text;
    }

    private static @Nullable Long size(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!text.strip().matches("\\d{1,18}")) {
            throw S3Error.MALFORMED_XML.exception();
        }
        return Long.valueOf(text.strip());
    }

    private static Map<String, String> tags(List<XmlElement> elements) {
        if (elements.size() > MAX_TAGS) {
            throw LifecycleReader.invalidRequest("A filter has at most " + MAX_TAGS + " tags.");
        }
        Map<String, String> tags = new HashMap<>();
        for (XmlElement element : elements) {
            String key = element.requiredText("Key");
            String value = element.requiredText("Value");
            if (key.isEmpty() || key.length() > MAX_TAG_KEY || value.length() > MAX_TAG_VALUE) {
                throw S3Error.MALFORMED_XML.exception();
            }
            if (tags.putIfAbsent(key, value) != null) {
                throw LifecycleReader.invalidRequest("Duplicate Tag Keys are not allowed.");
            }
        }
        return tags;
    }
}
