package io.casgate.gateway.s3.operation.object;

import static io.casgate.gateway.s3.Bodies.checksum;
import static io.casgate.gateway.s3.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.s3.OneBucket;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.xml.XmlElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GetObjectAttributesTest extends OneBucket {
    private static final String ALL = "ETag,Checksum,ObjectParts,StorageClass,ObjectSize";

    private static S3Requests attributes(String target, String attributes) {
        return S3Requests.of("GET", target).header("x-amz-object-attributes", attributes);
    }

    @Test
    void tellsWhatIsAskedForInTheOrderOfTheReference() {
        String crc = checksum(ChecksumAlgorithm.CRC32, HELLO).text();
        s3.send(S3Requests.of("PUT", "/bucket/key")
                .header("x-amz-checksum-crc32", crc)
                .header("x-amz-storage-class", "STANDARD_IA")
                .body(HELLO));
        Answer answer = s3.send(attributes("/bucket/key?attributes", ALL));
        XmlElement told = answer.xml("GetObjectAttributesResponse");
        assertThat(told.children())
                .extracting(XmlElement::name)
                .containsExactly("ETag", "Checksum", "StorageClass", "ObjectSize");
        assertThat(told.requiredText("ETag")).isEqualTo(HELLO_MD5);
        XmlElement checksum = told.children("Checksum").getFirst();
        assertThat(checksum.requiredText("ChecksumCRC32")).isEqualTo(crc);
        assertThat(checksum.requiredText("ChecksumType")).isEqualTo("FULL_OBJECT");
        assertThat(told.requiredText("StorageClass")).isEqualTo("STANDARD_IA");
        assertThat(told.requiredText("ObjectSize")).isEqualTo(Integer.toString(HELLO.length));
        assertThat(answer.header("Last-Modified"))
                .isEqualTo(send("HEAD", "/bucket/key").header("Last-Modified"));
        assertThat(answer.has("x-amz-version-id")).isFalse();
    }

    @Test
    void tellsNothingElse() {
        put("/bucket/key", HELLO);
        XmlElement told = s3.send(attributes("/bucket/key?attributes", "ObjectSize")
                        .header("x-amz-object-attributes", "StorageClass, Checksum"))
                .xml("GetObjectAttributesResponse");
        assertThat(told.children()).extracting(XmlElement::name).containsExactly("StorageClass", "ObjectSize");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "etag", "ETag,", "ETag,Size"})
    void wantsKnownAttributes(String attributes) {
        put("/bucket/key", HELLO);
        assertThat(s3.send(attributes("/bucket/key?attributes", attributes)).errorCode())
                .isEqualTo("InvalidArgument");
    }

    @Test
    void wantsAttributes() {
        put("/bucket/key", HELLO);
        assertThat(send("GET", "/bucket/key?attributes").errorCode()).isEqualTo("InvalidArgument");
    }

    @Test
    void tellsOfVersionsAndDeleteMarkers() {
        s3.send(S3Requests.of("PUT", "/bucket?versioning")
                .body(utf8("<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")));
        String first = put("/bucket/key", HELLO).header("x-amz-version-id");
        put("/bucket/key", new byte[0]);
        Answer told = s3.send(attributes("/bucket/key?attributes&versionId=" + first, "ObjectSize"));
        assertThat(told.header("x-amz-version-id")).isEqualTo(first);
        assertThat(told.xml("GetObjectAttributesResponse").requiredText("ObjectSize"))
                .isEqualTo(Integer.toString(HELLO.length));

        String marker = send("DELETE", "/bucket/key").header("x-amz-version-id");
        Answer gone = s3.send(attributes("/bucket/key?attributes", "ETag"));
        assertThat(gone.errorCode()).isEqualTo("NoSuchKey");
        assertThat(gone.header("x-amz-delete-marker")).isEqualTo("true");
        assertThat(s3.send(attributes("/bucket/key?attributes&versionId=" + marker, "ETag"))
                        .errorCode())
                .isEqualTo("MethodNotAllowed");
    }

    @Test
    void othersAreRefused() {
        put("/bucket/key", HELLO);
        assertThat(s3.send(S3World.BOB, attributes("/bucket/key?attributes", "ETag"))
                        .errorCode())
                .isEqualTo("AccessDenied");
        assertThat(s3.send(attributes("/bucket/absent?attributes", "ETag")).errorCode())
                .isEqualTo("NoSuchKey");
    }
}
