package io.casgate.gateway.s3.operation.acl;

import static io.casgate.gateway.s3.Bodies.utf8;
import static io.casgate.gateway.s3.S3World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.s3.OneBucket;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World.Answer;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose the objects are that others write into a bucket. */
class OwnershipTest extends OneBucket {
    private static final String OWNERSHIP = "/bucket?ownershipControls";

    private Answer set(String ownership) {
        return s3.send(S3Requests.of("PUT", OWNERSHIP)
                .body(utf8("<OwnershipControls><Rule><ObjectOwnership>" + ownership
                        + "</ObjectOwnership></Rule></OwnershipControls>")));
    }

    /** Lets Bob write by a policy, which counts whether or not lists do. */
    private void letBobWrite() {
        String policy =
                "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \""
                        + BOB.arn() + "\"}, \"Action\": \"s3:PutObject\", \"Resource\": \"arn:aws:s3:::bucket/*\"}}";
        assertThat(s3.send(S3Requests.of("PUT", "/bucket?policy").body(utf8(policy)))
                        .status())
                .isEqualTo(204);
    }

    private Answer bobPuts(String acl) {
        S3Requests request = S3Requests.of("PUT", "/bucket/key");
        return s3.send(BOB, (acl.isEmpty() ? request : request.header("x-amz-acl", acl)).body(HELLO));
    }

    private String owner() {
        return Objects.requireNonNull(send("GET", "/bucket/key?acl")
                        .xml("AccessControlPolicy")
                        .child("Owner"))
                .requiredText("DisplayName");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"})
    void isSetToldAndTakenBack(String ownership) {
        assertThat(send("GET", OWNERSHIP).errorCode()).isEqualTo("OwnershipControlsNotFoundError");
        assertThat(set(ownership).status()).isEqualTo(200);
        assertThat(send("GET", OWNERSHIP).text())
                .endsWith("<Rule><ObjectOwnership>" + ownership + "</ObjectOwnership></Rule></OwnershipControls>");
        assertThat(send("DELETE", OWNERSHIP).status()).isEqualTo(204);
        assertThat(send("GET", OWNERSHIP).errorCode()).isEqualTo("OwnershipControlsNotFoundError");

        assertThat(s3.send(S3Requests.of("PUT", "/made").header("x-amz-object-ownership", ownership))
                        .status())
                .isEqualTo(200);
        assertThat(send("GET", "/made?ownershipControls").text()).contains(ownership);
    }

    @Test
    void refusesWhatIsNone() {
        assertThat(set("Mine").errorCode()).isEqualTo("MalformedXML");
        assertThat(s3.send(S3Requests.of("PUT", OWNERSHIP).body(utf8("<OwnershipControls/>")))
                        .errorCode())
                .isEqualTo("MalformedXML");
        assertThat(s3.send(S3Requests.of("PUT", "/made").header("x-amz-object-ownership", "Mine"))
                        .errorCode())
                .isEqualTo("InvalidArgument");
        assertThat(s3.send(S3Requests.of("PUT", "/made")
                                .header("x-amz-object-ownership", "BucketOwnerEnforced")
                                .header("x-amz-acl", "public-read"))
                        .errorCode())
                .isEqualTo("InvalidBucketAclWithObjectOwnership");
    }

    @ParameterizedTest
    @CsvSource({
        "ObjectWriter, bucket-owner-full-control, bob",
        "BucketOwnerPreferred, bucket-owner-full-control, alice",
        "BucketOwnerEnforced, bucket-owner-full-control, alice",
        "BucketOwnerEnforced, '', alice",
    })
    void decidesWhoseANewObjectIs(String ownership, String acl, String owner) {
        letBobWrite();
        set(ownership);
        assertThat(bobPuts(acl).status()).isEqualTo(200);
        assertThat(owner()).isEqualTo(owner);
    }

    @Test
    void uploadsBecomeTheBucketOwnersAndStayTheirInitiators() {
        letBobWrite();
        set("BucketOwnerEnforced");
        String id = s3.send(BOB, S3Requests.of("POST", "/bucket/key?uploads"))
                .xml("InitiateMultipartUploadResult")
                .requiredText("UploadId");
        String upload = "/bucket/key?uploadId=" + id;
        String listed = s3.send(BOB, S3Requests.of("GET", upload)).text();
        assertThat(listed).contains("<DisplayName>bob</DisplayName></Initiator>");
        assertThat(listed).contains("<DisplayName>alice</DisplayName></Owner>");
        assertThat(send("GET", "/bucket?uploads").text()).contains("<DisplayName>alice</DisplayName></Owner>");
        String etag = s3.send(
                        BOB, S3Requests.of("PUT", upload + "&partNumber=1").body(HELLO))
                .header("ETag");
        String parts = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + etag
                + "</ETag></Part></CompleteMultipartUpload>";
        assertThat(s3.send(BOB, S3Requests.of("POST", upload).body(utf8(parts))).status())
                .isEqualTo(200);
        assertThat(owner()).isEqualTo("alice");
        set("ObjectWriter");
        assertThat(owner()).isEqualTo("alice");
    }

    /** Objects keep whose they are, for the time when lists count again. */
    @Test
    void listsDoNotCountWhereTheOwnerIsEnforced() {
        letBobWrite();
        bobPuts("public-read");
        assertThat(send("GET", "/bucket/key?acl").status()).isEqualTo(403);
        set("BucketOwnerEnforced");
        assertThat(owner()).isEqualTo("alice");
        assertThat(send("GET", "/bucket/key").status()).isEqualTo(200);
        assertThat(send("GET", "/bucket").text()).contains("<DisplayName>alice</DisplayName>");
        assertThat(s3.sendUnsigned(S3Requests.of("GET", "/bucket/key")).status())
                .isEqualTo(403);
        for (String target : new String[] {"/bucket?acl", "/bucket/key?acl"}) {
            assertThat(s3.send(S3Requests.of("PUT", target).header("x-amz-acl", "private"))
                            .errorCode())
                    .isEqualTo("AccessControlListNotSupported");
        }
        assertRefusedUnread(
                "AccessControlListNotSupported",
                S3Requests.of("PUT", "/bucket/other").header("x-amz-acl", "public-read"));
        send("DELETE", OWNERSHIP);
        assertThat(s3.sendUnsigned(S3Requests.of("GET", "/bucket/key")).status())
                .isEqualTo(200);
    }

    @Test
    void listsAreNotDisabledWhileTheBucketHasOne() {
        s3.send(S3Requests.of("PUT", "/bucket?acl").header("x-amz-acl", "public-read"));
        assertThat(set("BucketOwnerEnforced").errorCode()).isEqualTo("InvalidBucketAclWithObjectOwnership");
        s3.send(S3Requests.of("PUT", "/bucket?acl").header("x-amz-acl", "private"));
        assertThat(set("BucketOwnerEnforced").status()).isEqualTo(200);
    }
}
