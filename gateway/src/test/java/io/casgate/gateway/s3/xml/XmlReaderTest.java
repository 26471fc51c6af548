package io.casgate.gateway.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlReaderTest {
    private static XmlElement read(String document) {
        return XmlReader.read(document.getBytes(StandardCharsets.UTF_8), "Delete");
    }

    @Test
    void readsElementsWithAndWithoutNamespace() {
        String content =
                "<Quiet>true</Quiet><Object><Key>a</Key></Object><Unknown x='y'/><Object><Key>b</Key></Object>";
        for (String document : new String[] {
            "<Delete>" + content + "</Delete>",
            "<?xml version=\"1.0\"?><!-- c --><Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + content
                    + "</Delete>\n",
            "<s3:Delete xmlns:s3=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + content + "</s3:Delete>"
        }) {
            XmlElement delete = read(document);
            assertThat(delete.optionalText("Quiet")).isEqualTo("true");
            assertThat(delete.children("Object"))
                    .extracting(object -> object.requiredText("Key"))
                    .containsExactly("a", "b");
        }
    }

    @Test
    void keepsWhiteSpaceAndControlCharacters() {
        assertThat(read("<Delete><Key> </Key></Delete>").requiredText("Key")).isEqualTo(" ");
        assertThat(read("<Delete><Key>&#x1;<![CDATA[ <b> ]]>&amp;</Key></Delete>")
                        .requiredText("Key"))
                .isEqualTo("\u0001 <b> &");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<Delete>",
                "<Delete></Other>",
                "<Other/>",
                "<Delete/><Delete/>",
                "<Delete>&unknown;</Delete>",
                "<Delete><Key>a&unknown;b</Key></Delete>",
                "<Delete><Key>a&lt b</Key></Delete>",
                "<Delete><Key>a<![CDATA[b</Key></Delete>",
                "<!DOCTYPE Delete [<!ENTITY x \"y\">]><Delete>&x;</Delete>",
                "<!DOCTYPE Delete SYSTEM \"file:///etc/passwd\"><Delete/>",
                "<Delete><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a></a></a></a></a>"
                        + "</a></a></a></a></Delete>"
            })
    void refusesEverythingElse(String document) {
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> read(document))
                .returns(S3Error.MALFORMED_XML, S3Exception::error);
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        byte[] document =
                ("<Delete><Key>" + "a".repeat(9000) + "\u00ff</Key></Delete>").getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> XmlReader.read(document, "Delete"))
                .returns(S3Error.MALFORMED_XML, S3Exception::error);
    }

    @Test
    void requiresWhatMustBeThereOnce() {
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> read("<Delete/>").requiredText("Key"))
                .returns(S3Error.MALFORMED_XML, S3Exception::error);
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(
                        () -> read("<Delete><Key>a</Key><Key>b</Key></Delete>").requiredText("Key"))
                .returns(S3Error.MALFORMED_XML, S3Exception::error);
    }
}
