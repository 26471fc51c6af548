package io.casgate.gateway.s3.operation.bucket;

import static io.casgate.gateway.s3.Bodies.utf8;
import static io.casgate.gateway.s3.S3World.ALICE;
import static io.casgate.gateway.s3.S3World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.s3.OneBucket;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.xml.XmlElement;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketsTest extends OneBucket {
    @Test
    void makesAndRemovesBuckets() {
        assertThat(send("PUT", "/second").header("Location")).isEqualTo("/second");
        assertThat(send("HEAD", "/second").header("x-amz-bucket-region")).isEqualTo("eu-central-1");
        assertThat(send("GET", "/second?location").text()).contains(">eu-central-1</LocationConstraint>");
        assertThat(send("DELETE", "/second").status()).isEqualTo(204);
        assertThat(send("HEAD", "/second").status()).isEqualTo(404);
        assertThat(send("DELETE", "/second").errorCode()).isEqualTo("NoSuchBucket");
    }

    @Test
    void tellsApartWhoHasABucketAlready() {
        assertThat(send("PUT", "/bucket").errorCode()).isEqualTo("BucketAlreadyOwnedByYou");
        assertThat(s3.send(BOB, S3Requests.of("PUT", "/bucket")).errorCode()).isEqualTo("BucketAlreadyExists");
        try (S3World east = new S3World("us-east-1")) {
            assertThat(east.send(S3Requests.of("PUT", "/bucket")).status()).isEqualTo(200);
            assertThat(east.send(S3Requests.of("PUT", "/bucket")).status()).isEqualTo(200);
            assertThat(east.send(S3Requests.of("GET", "/bucket?location")).text())
                    .contains("></LocationConstraint>");
        }
    }

    @ParameterizedTest
    @CsvSource({"eu-central-1, 200", "us-east-1, 200", "'', 200", "mars-1, 400"})
    void takesItsOwnRegionInCreateBucket(String constraint, int status) {
        Answer answer = s3.send(S3Requests.of("PUT", "/another")
                .body(utf8("<CreateBucketConfiguration><LocationConstraint>" + constraint
                        + "</LocationConstraint></CreateBucketConfiguration>")));
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void keepsBucketsThatAreNotEmpty() {
        put("/bucket/key", HELLO);
        assertThat(send("DELETE", "/bucket").errorCode()).isEqualTo("BucketNotEmpty");
        send("DELETE", "/bucket/key");
        assertThat(send("DELETE", "/bucket").status()).isEqualTo(204);
    }

    @Test
    void listsOnesOwnBuckets() {
        send("PUT", "/abc");
        send("PUT", "/abd");
        s3.send(BOB, S3Requests.of("PUT", "/abe"));
        XmlElement all = send("GET", "/").xml("ListAllMyBucketsResult");
        assertThat(names(all)).containsExactly("abc", "abd", "bucket");
        assertThat(Objects.requireNonNull(all.child("Owner")).requiredText("ID"))
                .isEqualTo(ALICE.canonicalId());

        XmlElement first = send("GET", "/?prefix=ab&max-buckets=1").xml("ListAllMyBucketsResult");
        assertThat(names(first)).containsExactly("abc");
        String token = first.requiredText("ContinuationToken");
        XmlElement rest = send("GET", "/?prefix=ab&continuation-token=" + token).xml("ListAllMyBucketsResult");
        assertThat(names(rest)).containsExactly("abd");
        assertThat(rest.child("ContinuationToken")).isNull();
    }

    private static List<String> names(XmlElement result) {
        return Objects.requireNonNull(result.child("Buckets")).children("Bucket").stream()
                .peek(bucket -> assertThat(bucket.requiredText("CreationDate")).endsWith(".000Z"))
                .map(bucket -> bucket.requiredText("Name"))
                .toList();
    }

    @Test
    void tellsTheTruthOfConfigurationsThatWereNeverSet() {
        assertThat(send("GET", "/bucket?versioning").text()).endsWith("\"></VersioningConfiguration>");
        assertThat(send("GET", "/bucket?policy").errorCode()).isEqualTo("NoSuchBucketPolicy");
        assertThat(send("GET", "/bucket?lifecycle").errorCode()).isEqualTo("NoSuchLifecycleConfiguration");
        assertThat(send("GET", "/bucket?cors").errorCode()).isEqualTo("NoSuchCORSConfiguration");
        assertThat(send("GET", "/bucket?tagging").errorCode()).isEqualTo("NoSuchTagSet");
        assertThat(send("GET", "/bucket?acl").text())
                .contains("<ID>" + ALICE.canonicalId() + "</ID>")
                .contains("<Permission>FULL_CONTROL</Permission>");
        assertThat(send("GET", "/nowhere?policy").errorCode()).isEqualTo("NoSuchBucket");
    }
}
