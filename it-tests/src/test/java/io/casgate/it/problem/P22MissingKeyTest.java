package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.RawClient.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is missing is 404 for whoever may list the bucket, and 403 for anybody else, who shall not learn it. */
class P22MissingKeyTest extends ProblemTest {
    @Test
    void problem22_theOwnerHearsThatItIsMissing() {
        s3.get("missing").refused(404, "NoSuchKey");
        s3.head("missing").expect(404);
        s3.get("missing?versionId=null").refused(404, "NoSuchVersion");
    }

    @Test
    void problem22_strangersHearTheSameOfBoth() throws IOException {
        s3.put("k").body("secret").expect(200);
        for (String key : List.of("missing", "k")) {
            s3.raw().send(s3.raw().unsigned("GET", s3.target(key), Map.of()));
            Answer answer = s3.raw().answer();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.element("Code")).isEqualTo("AccessDenied");
            s3.raw().send(s3.raw().unsigned("HEAD", s3.target(key), Map.of()));
            assertThat(s3.raw().head().status()).isEqualTo(403);
        }
    }

    @Test
    void problem22_whatIsMissingIsDeletedAlready() {
        s3.delete("missing").expect(204);
    }
}
