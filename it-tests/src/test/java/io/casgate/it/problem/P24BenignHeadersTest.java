package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.Buckets;
import io.casgate.it.client.Wire;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers that ask for what is so anyway are no reason to refuse an upload. */
class P24BenignHeadersTest extends ProblemTest {
    @ParameterizedTest
    @CsvSource({
        "x-amz-acl, private",
        "x-amz-acl, bucket-owner-full-control",
        "x-amz-storage-class, STANDARD",
        "x-amz-request-payer, requester",
        "x-amz-tagging, ''",
        "x-amz-website-redirect-location, /elsewhere"
    })
    void problem24_uploadsTakeThem(String name, String value) {
        s3.put("k").header(name, value).body("x").expect(200);
        String upload = create("parts", name, value);
        complete("parts", upload, uploadPart("parts", upload, 1, new byte[1]));
        s3.put("copy")
                .header("x-amz-copy-source", s3.target("k"))
                .header(name, value)
                .expect(200);
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-acl, private",
        "x-amz-object-ownership, BucketOwnerEnforced",
        "x-amz-bucket-object-lock-enabled, false"
    })
    void problem24_newBucketsTakeThem(String name, String value) {
        try (Wire other = Wire.connect(gateway, Buckets.freshName("benign"))) {
            other.put("").header(name, value).expect(200);
        }
    }

    @Test
    void problem24_tagsAndListsComeWithUploads() throws IOException {
        s3.put("k")
                .header("x-amz-tagging", "team=storage&empty=")
                .header("x-amz-acl", "public-read")
                .body("for everyone")
                .expect(200);
        assertThat(s3.get("k?tagging").expect(200).elements("Key")).containsExactlyInAnyOrder("team", "empty");
        s3.raw().send(s3.raw().unsigned("GET", s3.target("k"), Map.of()));
        assertThat(s3.raw().answer().body()).isEqualTo("for everyone");
    }

    @Test
    void problem24_storageClassesAreKeptAsLabels() {
        s3.put("k").header("x-amz-storage-class", "GLACIER_IR").body("x").expect(200);
        assertThat(s3.head("k").expect(200).headers()).containsEntry("x-amz-storage-class", "GLACIER_IR");
        assertThat(s3.get("?list-type=2").expect(200).element("StorageClass")).isEqualTo("GLACIER_IR");
        s3.put("k").header("x-amz-storage-class", "FASTEST").body("x").refused(400, "InvalidStorageClass");
    }
}
