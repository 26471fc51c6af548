package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.auth.SigV4Signer;
import io.casgate.auth.SignedRequest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A path counts as it was signed, however the client escapes: encoded once by the book, or not at all. */
class P09SignedPathTest extends ProblemTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plus%2Bspace%20percent%25.txt",
                "plus+raw",
                "parens(raw)",
                "parens%28escaped%29",
                "%E6%97%A5%E6%9C%AC%E8%AA%9E",
                "lower%e6%97%a5case",
                "a%2Fb",
                "a%2fb",
                "tilde~raw",
                "tilde%7Eescaped",
                "twice%252Fescaped",
                "!*'(),;:@&=$"
            })
    void problem09_pathsAreSignedInManySpellings(String spelling) {
        s3.put(spelling).body(spelling).expect(200);
        assertThat(s3.get(spelling).expect(200).body()).isEqualTo(spelling);
    }

    @Test
    void problem09_spellingsOfOneKeyAreOneKey() {
        s3.put("a/b").body("one").expect(200);
        assertThat(s3.get("a%2Fb").expect(200).body()).isEqualTo("one");
        s3.put("a+b").body("plus").expect(200);
        assertThat(s3.get("a%2Bb").expect(200).body()).isEqualTo("plus");
        s3.get("a%20b").refused(404, "NoSuchKey");
        s3.get("a%252Fb").refused(404, "NoSuchKey");
    }

    @Test
    void problem09_clientsMaySignWhatTheySendInsteadOfEncodingItAnew() throws IOException {
        SignedRequest byTheBook = s3.raw().sign("GET", s3.target("a%28b"), SigV4Signer.UNSIGNED_PAYLOAD, Map.of());
        s3.put("a(b").body("parenthesis").expect(200);
        s3.raw().send(new SignedRequest("GET", s3.target("a(b"), "", byTheBook.headers()));
        assertThat(s3.raw().answer().body()).isEqualTo("parenthesis");
    }
}
