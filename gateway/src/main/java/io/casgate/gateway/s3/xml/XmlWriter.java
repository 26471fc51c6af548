package io.casgate.gateway.s3.xml;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Writes one XML document, element by element in the order of the calls. Whatever a key contains, the document is
 * written: characters that XML 1.0 cannot hold become numeric references (as in &amp;#x1;), as AWS has them, and clients
 * that ask for encoding-type=url never see one. Not thread-safe.
 */
public final class XmlWriter {
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private final StringBuilder xml = new StringBuilder(512);
    private final Deque<String> open = new ArrayDeque<>();

    private XmlWriter() {
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    /** A document in S3's namespace. */
    public static XmlWriter document(String root) {
        XmlWriter writer = new XmlWriter();
        writer.xml
                .append('<')
                .append(root)
                .append(" xmlns=\"")
                .append(NAMESPACE)
                .append("\">");
        writer.open.push(root);
        return writer;
    }

    /** A document in no namespace, as errors are. */
    public static XmlWriter plainDocument(String root) {
        return new XmlWriter().begin(root);
    }

    public XmlWriter begin(String element) {
        xml.append('<').append(element).append('>');
        open.push(element);
        return this;
    }

    /** Begins an element that says of which XML Schema type it is, as grantees in access control lists do. */
    public XmlWriter beginTyped(String element, String type) {
        xml.append('<')
                .append(element)
                .append(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"")
                .append(type)
                .append("\">");
        open.push(element);
        return this;
    }

    public XmlWriter end() {
        xml.append("</").append(open.pop()).append('>');
        return this;
    }

    public XmlWriter element(String name, String text) {
        xml.append('<').append(name).append('>');
        escape(text);
        xml.append("</").append(name).append('>');
        return this;
    }

    public XmlWriter element(String name, long number) {
        return element(name, Long.toString(number));
    }

    /** Text in the element that is open. */
    public XmlWriter text(String text) {
        escape(text);
        return this;
    }

    /** Writes nothing when there is no text. */
    public XmlWriter optional(String name, @Nullable String text) {
        return text == null ? this : element(name, text);
    }

    /** The whole document in UTF-8, every open element closed. */
    public ByteBuffer toBytes() {
        return ByteBuffer.wrap(text().getBytes(StandardCharsets.UTF_8));
    }

    /** The whole document, every open element closed. */
    public String text() {
        while (!open.isEmpty()) {
            end();
        }
        return xml.toString();
    }

    private void escape(String text) {
        int done = 0;
        int at = 0;
        while (at < text.length()) {
            if (isPlain(text.charAt(at))) {
                at++;
            } else {
                int c = text.codePointAt(at);
                xml.append(text, done, at);
                escape(c);
                at += Character.charCount(c);
                done = at;
            }
        }
        xml.append(text, done, text.length());
    }

    /** Whether it is certain that {@code c} needs no escape. */
    private static boolean isPlain(char c) {
        return c >= ' ' && c < Character.MIN_SURROGATE && c != '&' && c != '<' && c != '>' && c != '"';
    }

    private void escape(int c) {
        switch (c) {
            case '&' -> xml.append("&amp;");
            case '<' -> xml.append("&lt;");
            case '>' -> xml.append("&gt;");
            case '"' -> xml.append("&quot;");
            default -> {
                if (c < 0x20 || c == 0xFFFE || c == 0xFFFF || Character.getType(c) == Character.SURROGATE) {
                    xml.append("&#x").append(Integer.toHexString(c)).append(';');
                } else {
                    xml.appendCodePoint(c);
                }
            }
        }
    }
}
