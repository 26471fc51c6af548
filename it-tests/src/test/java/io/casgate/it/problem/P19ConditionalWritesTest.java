package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Writes under a condition, as locks and transaction logs need them; a deleted object is not there, versions or not. */
class P19ConditionalWritesTest extends ProblemTest {
    @Test
    void problem19_ifNoneMatchWritesOnlyWhatIsNotThere() {
        s3.put("lock").header("if-none-match", "*").body("mine").expect(200);
        s3.put("lock").header("if-none-match", "*").body("yours").refused(412, "PreconditionFailed");
        assertThat(s3.get("lock").expect(200).body()).isEqualTo("mine");
        s3.delete("lock").expect(204);
        s3.put("lock").header("if-none-match", "*").body("yours").expect(200);
    }

    @Test
    void problem19_aDeleteMarkerIsNoObject() {
        enableVersioning();
        s3.put("lock").body("mine").expect(200);
        s3.delete("lock").expect(204);
        s3.put("lock").header("if-match", "*").body("yours").refused(404, "NoSuchKey");
        s3.put("lock").header("if-none-match", "*").body("yours").expect(200);
        s3.put("lock").header("if-none-match", "*").body("mine").refused(412, "PreconditionFailed");
    }

    @Test
    void problem19_ifMatchWritesOnlyOverWhatWasSeen() {
        s3.put("log").header("if-match", "\"anything\"").body("0").refused(404, "NoSuchKey");
        String seen = etag(s3.put("log").body("1").expect(200));
        s3.put("log").header("if-match", seen).body("2").expect(200);
        s3.put("log").header("if-match", seen).body("3").refused(412, "PreconditionFailed");
        s3.delete("log").header("if-match", seen).refused(412, "PreconditionFailed");
        assertThat(s3.get("log").expect(200).body()).isEqualTo("2");
    }

    @Test
    void problem19_completingAnUploadTakesConditions() {
        String upload = create("k");
        String etag = uploadPart("k", upload, 1, new byte[10]);
        s3.put("k").body("came first").expect(200);
        s3.post("k?uploadId=" + upload)
                .header("if-none-match", "*")
                .body(completion(etag))
                .refused(412, "PreconditionFailed");
        assertThat(s3.get("k").expect(200).body()).isEqualTo("came first");
    }

    @Test
    void problem19_otherConditionsOnWritesAreNotIgnored() {
        String etag = etag(s3.put("k").body("1").expect(200));
        s3.put("k").header("if-none-match", etag).body("2").refused(412, "PreconditionFailed");
        s3.put("k").header("if-none-match", "\"another\"").body("2").expect(200);
    }
}
