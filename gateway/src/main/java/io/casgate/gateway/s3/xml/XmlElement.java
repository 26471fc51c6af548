package io.casgate.gateway.s3.xml;

import io.casgate.gateway.s3.error.S3Error;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element of a request's XML document. Elements that nobody asks for are ignored, as AWS does.
 *
 * @param name without its namespace
 * @param text its own characters, with white space kept: a key may begin with a space, or be one
 */
public record XmlElement(String name, String text, List<XmlElement> children) {
    public XmlElement {
        children = List.copyOf(children);
    }

    public List<XmlElement> children(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /** The only child of this name, or null. */
    public @Nullable XmlElement child(String childName) {
        List<XmlElement> found = children(childName);
        if (found.size() > 1) {
            throw S3Error.MALFORMED_XML.exception();
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    /** The text of the only child of this name, or null. */
    public @Nullable String optionalText(String childName) {
        XmlElement child = child(childName);
        return child == null ? null : child.text;
    }

    /** The text of the only child of this name. */
    public String requiredText(String childName) {
        XmlElement child = child(childName);
        if (child == null) {
            throw S3Error.MALFORMED_XML.exception();
        }
        return child.text;
    }
}
