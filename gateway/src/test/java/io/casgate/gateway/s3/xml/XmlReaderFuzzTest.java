package io.casgate.gateway.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.fuzz.FuzzTarget;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Any bytes are a document or MalformedXML. A document is no larger than its bytes, as nothing in it is expanded, no
 * deeper than allowed, and the same after being written and read again.
 */
class XmlReaderFuzzTest implements FuzzTarget {
    private static final String ROOT = "Delete";
    private static final int MAX_DEPTH = 16;

    private static final String DOCUMENT =
            "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><!-- c --><Quiet>true</Quiet><Object><Key>a &amp; "
                    + "&#x1;&#233;</Key><VersionId>null</VersionId></Object><Object><Key><![CDATA[<&>]]></Key></Object></Delete>";

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        DOCUMENT.getBytes(StandardCharsets.UTF_8),
                        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + DOCUMENT).getBytes(StandardCharsets.UTF_8),
                        "<?xml version='1.1' encoding='ISO-8859-1' standalone='yes'?><Delete><Object>\u00e9</Object></Delete>"
                                .getBytes(StandardCharsets.ISO_8859_1),
                        ("\ufeff" + DOCUMENT).getBytes(StandardCharsets.UTF_16LE),
                        ("\ufeff" + DOCUMENT).getBytes(Charset.forName("UTF-32BE")),
                        ("<!DOCTYPE Delete [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">"
                                        + "<!ENTITY c SYSTEM \"file:///etc/passwd\">]><Delete>&b;&c;</Delete>")
                                .getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public List<String> words() {
        return List.of(
                "<!DOCTYPE Delete SYSTEM \"http://127.0.0.1:1/x.dtd\">",
                "<!ENTITY % a SYSTEM \"x\">%a;",
                "&a;",
                "&lt;",
                "&#0;",
                "&#x10FFFF;",
                "&#xD800;",
                "&#99999999999;",
                "<![CDATA[",
                "]]>",
                "<?x ?>",
                "<?xml version=\"1.0\" encoding=\"UTF-7\"?>",
                "<?xml version=\"1.0\" encoding=\"IBM037\"?>",
                "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
                "<a>",
                "</a>",
                "<a:b xmlns:a=\"",
                " xmlns=\"\"",
                " a=\"\"",
                "</Delete>",
                "\u00ff\u00fe",
                "\u00ef\u00bb\u00bf",
                "\u0000<\u0000");
    }

    @Override
    public void check(byte[] input) {
        XmlElement root;
        try {
            root = XmlReader.read(input, ROOT);
        } catch (S3Exception e) {
            assertThat(e.error()).isEqualTo(S3Error.MALFORMED_XML);
            return;
        }
        assertThat(characters(root)).isLessThanOrEqualTo(input.length);
        assertThat(depth(root)).isLessThanOrEqualTo(MAX_DEPTH);
        XmlWriter writer = XmlWriter.plainDocument(ROOT);
        root.children().forEach(child -> write(child, writer));
        writer.text(root.text());
        assertThat(XmlReader.read(writer.toBytes().array(), ROOT)).isEqualTo(root);
    }

    private static int characters(XmlElement element) {
        return element.name().length()
                + element.text().length()
                + element.children().stream()
                        .mapToInt(XmlReaderFuzzTest::characters)
                        .sum();
    }

    private static int depth(XmlElement element) {
        return 1
                + element.children().stream()
                        .mapToInt(XmlReaderFuzzTest::depth)
                        .max()
                        .orElse(0);
    }

    private static void write(XmlElement element, XmlWriter writer) {
        writer.begin(element.name());
        element.children().forEach(child -> write(child, writer));
        writer.text(element.text()).end();
    }
}
