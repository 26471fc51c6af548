package io.casgate.gateway.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class XmlWriterTest {
    private static String text(XmlWriter xml) {
        return StandardCharsets.UTF_8.decode(xml.toBytes()).toString();
    }

    @Test
    void writesElementsInTheOrderOfTheCalls() {
        XmlWriter xml = XmlWriter.document("ListBucketResult")
                .element("Name", "bucket")
                .optional("Marker", null)
                .element("MaxKeys", 1000)
                .begin("Contents")
                .element("Key", "")
                .end();
        assertThat(text(xml))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>bucket</Name>"
                        + "<MaxKeys>1000</MaxKeys><Contents><Key></Key></Contents></ListBucketResult>");
    }

    @Test
    void closesWhatIsOpen() {
        assertThat(text(XmlWriter.plainDocument("Error").begin("A").begin("B")))
                .endsWith("<Error><A><B></B></A></Error>");
    }

    @Test
    void writesEveryKeyWhateverItContains() {
        XmlWriter xml = XmlWriter.plainDocument("K").text("a&<>\"'\u0000\u0001\t\n\r\u001f\u007fä😀\uFFFE\uD800");
        assertThat(text(xml))
                .endsWith("<K>a&amp;&lt;&gt;&quot;'&#x0;&#x1;&#x9;&#xa;&#xd;&#x1f;\u007fä😀&#xfffe;&#xd800;</K>");
    }

    @Test
    void isReadAgainAsItWasWritten() {
        String key = " a&<>\"'\u0001\t\n\r\u001f\u007fä😀 ";
        String document = text(XmlWriter.plainDocument("Delete").element("Key", key));
        assertThat(XmlReader.read(document.getBytes(StandardCharsets.UTF_8), "Delete")
                        .requiredText("Key"))
                .isEqualTo(key);
    }
}
