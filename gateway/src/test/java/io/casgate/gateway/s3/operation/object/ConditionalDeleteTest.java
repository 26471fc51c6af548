package io.casgate.gateway.s3.operation.object;

import static io.casgate.gateway.s3.Bodies.checksum;
import static io.casgate.gateway.s3.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.s3.OneBucket;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.xml.XmlElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects that are removed only while they are what the client believes them to be. */
class ConditionalDeleteTest extends OneBucket {
    private static final String LONG_AGO = "Thu, 01 Jan 2015 00:00:00 GMT";

    @BeforeEach
    void makeObject() {
        put("/bucket/k", utf8("body"));
    }

    private Answer delete(String header, String value) {
        return s3.send(S3Requests.of("DELETE", "/bucket/k").header(header, value));
    }

    private String lastModified() {
        return send("HEAD", "/bucket/k").header("Last-Modified");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x-amz-if-match-size | 5",
                "x-amz-if-match-last-modified-time | " + LONG_AGO,
                "If-Match | \"other\"",
            })
    void anObjectThatIsOtherwiseIsKept(String header, String value) {
        assertThat(delete(header, value).errorCode()).isEqualTo("PreconditionFailed");
        assertThat(send("GET", "/bucket/k").text()).isEqualTo("body");
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-if-match-size, -1",
        "x-amz-if-match-size, many",
        "x-amz-if-match-size, 1000000000000000000",
        "x-amz-if-match-last-modified-time, yesterday",
    })
    void aConditionThatCannotBeReadIsRefused(String header, String value) {
        assertThat(delete(header, value).errorCode()).isEqualTo("InvalidArgument");
        assertThat(send("GET", "/bucket/k").status()).isEqualTo(200);
    }

    @Test
    void allConditionsOfOneRequestHaveToHold() {
        S3Requests request = S3Requests.of("DELETE", "/bucket/k")
                .header("x-amz-if-match-last-modified-time", lastModified())
                .header("If-Match", "*");
        assertThat(s3.send(request.header("x-amz-if-match-size", "5")).errorCode())
                .isEqualTo("PreconditionFailed");
        S3Requests right = S3Requests.of("DELETE", "/bucket/k")
                .header("x-amz-if-match-last-modified-time", lastModified())
                .header("x-amz-if-match-size", "4")
                .header("If-Match", "*");
        assertThat(s3.send(right).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x-amz-if-match-size | 5",
                "x-amz-if-match-last-modified-time | " + LONG_AGO,
                "If-Match | *",
                "If-Match | \"other\"",
            })
    void thatThereIsNoObjectIsASuccessAsWithoutACondition(String header, String value) {
        send("DELETE", "/bucket/k");
        assertThat(delete(header, value).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({"If-Match, *", "x-amz-if-match-size, 0"})
    void aDeleteMarkerIsNotRemovedUnderACondition(String header, String value) {
        put("/bucket?versioning", utf8("<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"));
        String marker = send("DELETE", "/bucket/k").header("x-amz-version-id");

        assertThat(delete(header, value).errorCode()).isEqualTo("PreconditionFailed");
        assertThat(s3.send(S3Requests.of("DELETE", "/bucket/k?versionId=" + marker)
                                .header(header, value))
                        .errorCode())
                .isEqualTo("PreconditionFailed");
    }

    @Test
    void ofManyEachHasItsOwnConditions() {
        XmlElement result = deleteMany("<Object><Key>k</Key><Size>5</Size></Object>");
        assertThat(result.children("Error").getFirst().requiredText("Code")).isEqualTo("PreconditionFailed");
        result = deleteMany("<Object><Key>k</Key><LastModifiedTime>" + LONG_AGO + "</LastModifiedTime></Object>");
        assertThat(result.children("Error").getFirst().requiredText("Code")).isEqualTo("PreconditionFailed");
        result = deleteMany("<Object><Key>k</Key><Size>4</Size><ETag>*</ETag><LastModifiedTime>" + lastModified()
                + "</LastModifiedTime></Object>");
        assertThat(result.children("Deleted").getFirst().requiredText("Key")).isEqualTo("k");
        result = deleteMany("<Object><Key>k</Key><Size>5</Size></Object>");
        assertThat(result.children("Deleted").getFirst().requiredText("Key")).isEqualTo("k");
    }

    private XmlElement deleteMany(String objects) {
        byte[] document = utf8("<Delete>" + objects + "</Delete>");
        Answer answer = s3.send(S3Requests.of("POST", "/bucket?delete")
                .header("Content-MD5", checksum(ChecksumAlgorithm.MD5, document).text())
                .body(document));
        return answer.xml("DeleteResult");
    }
}
