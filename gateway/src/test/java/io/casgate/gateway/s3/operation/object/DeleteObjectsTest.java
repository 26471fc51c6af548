package io.casgate.gateway.s3.operation.object;

import static io.casgate.gateway.s3.Bodies.checksum;
import static io.casgate.gateway.s3.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.s3.OneBucket;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.xml.XmlElement;
import org.junit.jupiter.api.Test;

class DeleteObjectsTest extends OneBucket {
    private Answer delete(String document) {
        byte[] body = utf8(document);
        return s3.send(S3Requests.of("POST", "/bucket?delete")
                .header("Content-MD5", checksum(ChecksumAlgorithm.MD5, body).text())
                .body(body));
    }

    @Test
    void deletesManyAndReportsEach() {
        put("/bucket/a", HELLO);
        put("/bucket/b%01", HELLO);
        XmlElement result = delete("<Delete><Object><Key>a</Key></Object><Object><Key>b&#x1;</Key></Object>"
                        + "<Object><Key>absent</Key></Object>"
                        + "<Object><Key>old</Key><VersionId>1</VersionId></Object>"
                        + "<Object><Key>" + "x".repeat(1025) + "</Key></Object></Delete>")
                .xml("DeleteResult");
        assertThat(result.children("Deleted"))
                .extracting(deleted -> deleted.requiredText("Key"))
                .containsExactly("a", "b\u0001", "absent");
        assertThat(result.children("Error"))
                .extracting(error -> error.requiredText("Code"))
                .containsExactly("NoSuchVersion", "KeyTooLongError");
        assertThat(send("GET", "/bucket/a").status()).isEqualTo(404);
        assertThat(send("GET", "/bucket/b%01").status()).isEqualTo(404);
    }

    @Test
    void deletesManyQuietly() {
        put("/bucket/a", HELLO);
        XmlElement result = delete("<Delete><Quiet>true</Quiet><Object><Key>a</Key></Object></Delete>")
                .xml("DeleteResult");
        assertThat(result.children()).isEmpty();
        assertThat(send("GET", "/bucket/a").status()).isEqualTo(404);
    }

    @Test
    void deletesAThousandAtOnceAndNoMore() {
        String object = "<Object><Key>k</Key></Object>";
        assertThat(delete("<Delete>" + object.repeat(1000) + "</Delete>").status())
                .isEqualTo(200);
        assertThat(delete("<Delete>" + object.repeat(1001) + "</Delete>").errorCode())
                .isEqualTo("MalformedXML");
        assertThat(delete("<Delete></Delete>").errorCode()).isEqualTo("MalformedXML");
        assertThat(delete("<Delete>").errorCode()).isEqualTo("MalformedXML");
    }
}
