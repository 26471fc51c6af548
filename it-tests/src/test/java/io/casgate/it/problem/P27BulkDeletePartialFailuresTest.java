package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.auth.SigV4Signer;
import io.casgate.it.client.RawClient.Answer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DeleteObjects tells of each key how it went, with AWS's codes, and what failed takes nothing else down. */
class P27BulkDeletePartialFailuresTest extends ProblemTest {
    @Test
    void problem27_everyKeyHasItsOwnOutcome() {
        String etag = etag(s3.put("changed").body("old").expect(200));
        s3.put("changed").body("new").expect(200);
        s3.put("there").body("x").expect(200);
        Answer answer = s3.post("?delete")
                .document("<Delete>"
                        + "<Object><Key>changed</Key><ETag>" + etag + "</ETag></Object>"
                        + "<Object><Key>there</Key></Object>"
                        + "<Object><Key>missing</Key></Object>"
                        + "</Delete>")
                .expect(200);
        assertThat(answer.body())
                .contains("<Deleted><Key>there</Key></Deleted>")
                .contains("<Deleted><Key>missing</Key></Deleted>")
                .contains("<Error><Key>changed</Key>");
        assertThat(answer.elements("Code")).containsExactly("PreconditionFailed");
        assertThat(answer.element("Message")).isNotBlank();
        assertThat(s3.get("?list-type=2").expect(200).elements("Key")).containsExactly("changed");
    }

    @Test
    void problem27_quietTellsFailuresOnly() {
        s3.put("there").body("x").expect(200);
        Answer answer = s3.post("?delete")
                .document("<Delete><Quiet>true</Quiet>"
                        + "<Object><Key>there</Key></Object>"
                        + "<Object><Key>other</Key><VersionId>nonsense</VersionId></Object>"
                        + "</Delete>")
                .expect(200);
        assertThat(answer.elements("Key")).containsExactly("other");
        assertThat(answer.elements("Code")).containsExactly("NoSuchVersion");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | k | 404 | NoSuchKey",
                "GET | k?uploadId=none | 404 | NoSuchUpload",
                "DELETE | k?uploadId=none | 404 | NoSuchUpload",
                "GET | k?versionId=null | 404 | NoSuchVersion",
                "GET | ?policy | 404 | NoSuchBucketPolicy",
                "GET | ?lifecycle | 404 | NoSuchLifecycleConfiguration",
                "GET | ?tagging | 404 | NoSuchTagSet",
                "PUT | k?partNumber=1&uploadId=none | 404 | NoSuchUpload"
            })
    void problem27_codesAreThoseThatClientsCompare(String method, String key, int status, String code)
            throws IOException {
        s3.raw()
                .send(s3.raw()
                        .sign(method, s3.target(key), SigV4Signer.UNSIGNED_PAYLOAD, Map.of("content-length", "0")));
        Answer answer = s3.raw().answer();
        assertThat(answer.element("Code")).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.element("Message")).isNotBlank();
    }
}
