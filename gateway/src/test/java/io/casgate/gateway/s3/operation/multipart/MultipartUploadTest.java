package io.casgate.gateway.s3.operation.multipart;

import static io.casgate.gateway.s3.Bodies.checksum;
import static io.casgate.gateway.s3.Bodies.joined;
import static io.casgate.gateway.s3.Bodies.md5;
import static io.casgate.gateway.s3.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.xml.XmlElement;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultipartUploadTest extends InParts {
    @Test
    void joinsParts() {
        String id = begin(S3Requests.of("POST", "/bucket/key?uploads")
                .header("Content-Type", "text/plain")
                .header("x-amz-meta-a", "b"));
        upload(id, 7, utf8("replaced"));
        String second = upload(id, 7, PART_2).header("ETag");
        String first = upload(id, 3, PART_1).header("ETag");
        assertThat(send("GET", "/bucket/key").status()).isEqualTo(404);

        XmlElement parts = send("GET", "/bucket/key?uploadId=" + id).xml("ListPartsResult");
        assertThat(parts.children("Part"))
                .extracting(part -> part.requiredText("PartNumber") + " " + part.requiredText("Size"))
                .containsExactly("3 5242880", "7 70000");

        XmlElement completed = complete(id, part(3, first), part(7, second)).xml("CompleteMultipartUploadResult");
        byte[] md5s = joined(
                checksum(ChecksumAlgorithm.MD5, PART_1).bytes(),
                checksum(ChecksumAlgorithm.MD5, PART_2).bytes());
        String etag = '"' + md5(md5s) + "-2\"";
        assertThat(completed.requiredText("ETag")).isEqualTo(etag);
        assertThat(completed.requiredText("Location")).isEqualTo("http://gateway.example/bucket/key");

        Answer got = send("GET", "/bucket/key");
        assertThat(got.bytes()).isEqualTo(joined(PART_1, PART_2));
        assertThat(got.header("ETag")).isEqualTo(etag);
        assertThat(got.header("Content-Type")).isEqualTo("text/plain");
        assertThat(got.header("x-amz-meta-a")).isEqualTo("b");

        Answer part = send("GET", "/bucket/key?partNumber=2");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.bytes()).isEqualTo(PART_2);
        assertThat(part.header("x-amz-mp-parts-count")).isEqualTo("2");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 5242880-5312879/5312880");
        assertThat(send("HEAD", "/bucket/key?partNumber=1").header("Content-Length"))
                .isEqualTo("5242880");
        assertThat(send("GET", "/bucket/key?partNumber=3").errorCode()).isEqualTo("InvalidPartNumber");

        assertThat(complete(id, part(3, first), part(7, second))
                        .xml("CompleteMultipartUploadResult")
                        .requiredText("ETag"))
                .as("said again")
                .isEqualTo(etag);
        assertThat(send("GET", "/bucket/key?uploadId=" + id).errorCode()).isEqualTo("NoSuchUpload");
    }

    @Test
    void answersAnEmptyPart() {
        String id = begin();
        String first = upload(id, 1, PART_1).header("ETag");
        String last = upload(id, 2, new byte[0]).header("ETag");
        complete(id, part(1, first), part(2, last));

        for (String method : List.of("GET", "HEAD")) {
            Answer part = send(method, "/bucket/key?partNumber=2");
            assertThat(part.status()).isEqualTo(200);
            assertThat(part.bytes()).isEmpty();
            assertThat(part.header("x-amz-mp-parts-count")).isEqualTo("2");
        }
        assertThat(send("HEAD", "/bucket/key?partNumber=2").header("Content-Length"))
                .isEqualTo("0");
        assertThat(send("HEAD", "/bucket/key?partNumber=1").header("Content-Length"))
                .isEqualTo("5242880");
    }

    @Test
    void namesTheCompletedObjectAsItsClientDoes() {
        String id = begin();
        String etag = upload(id, 1, HELLO).header("ETag");
        Answer completed = s3.send(S3Requests.of("POST", "/key?uploadId=" + id)
                .header("host", "bucket.gateway.example")
                .body(utf8("<CompleteMultipartUpload>" + part(1, etag) + "</CompleteMultipartUpload>")));
        assertThat(completed.xml("CompleteMultipartUploadResult").requiredText("Location"))
                .isEqualTo("http://bucket.gateway.example/key");
    }

    @Test
    void refusesCompletionsThatDoNotFitTheParts() {
        String id = begin();
        String small = upload(id, 1, HELLO).header("ETag");
        String other = upload(id, 2, PART_2).header("ETag");
        assertThat(complete(id, part(1, small), part(2, other)).errorCode()).isEqualTo("EntityTooSmall");
        assertThat(complete(id, part(2, other), part(1, small)).errorCode()).isEqualTo("InvalidPartOrder");
        assertThat(complete(id, part(1, other)).errorCode()).isEqualTo("InvalidPart");
        assertThat(complete(id, part(3, other)).errorCode()).isEqualTo("InvalidPart");
        assertThat(complete(id).errorCode()).isEqualTo("MalformedXML");
        assertThat(s3.send(S3Requests.of("POST", "/bucket/key?uploadId=" + id).body(new byte[0]))
                        .errorCode())
                .isEqualTo("MalformedXML");
        assertThat(s3.send(completion(id, part(1, small)).header("x-amz-mp-object-size", "13"))
                        .errorCode())
                .isEqualTo("InvalidRequest");
        assertThat(s3.send(completion(id, part(1, small)).header("x-amz-mp-object-size", "12"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPartThatWasSentAgainMayBeNamedTwice() {
        String id = begin();
        String lost = upload(id, 1, HELLO).header("ETag");
        String kept = upload(id, 1, PART_2).header("ETag");

        assertThat(complete(id, part(1, kept), part(1, lost)).errorCode()).isEqualTo("InvalidPart");
        assertThat(complete(id, part(1, lost), part(1, kept)).status()).isEqualTo(200);
        assertThat(send("GET", "/bucket/key").bytes()).isEqualTo(PART_2);
    }

    @Test
    void givesUploadsUp() {
        String id = begin();
        String etag = upload(id, 1, PART_2).header("ETag");
        assertThat(send("DELETE", "/bucket/key?uploadId=" + id).status()).isEqualTo(204);
        assertThat(send("GET", "/bucket/key?uploadId=" + id).errorCode()).isEqualTo("NoSuchUpload");
        assertThat(complete(id, part(1, etag)).errorCode()).isEqualTo("NoSuchUpload");
        assertThat(s3.send(S3Requests.of("PUT", "/bucket/key?partNumber=1&uploadId=" + id)
                                .body(HELLO))
                        .errorCode())
                .isEqualTo("NoSuchUpload");
        assertThat(send("DELETE", "/bucket/key?uploadId=" + id).errorCode()).isEqualTo("NoSuchUpload");
    }

    @Test
    void listsUploads() {
        String first = begin();
        String second = begin();
        begin(S3Requests.of("POST", "/bucket/dir/x?uploads"));
        XmlElement page = send("GET", "/bucket?uploads&delimiter=/").xml("ListMultipartUploadsResult");
        assertThat(page.children("Upload"))
                .extracting(upload -> upload.requiredText("UploadId"))
                .containsExactlyInAnyOrder(first, second);
        assertThat(page.children("CommonPrefixes"))
                .extracting(group -> group.requiredText("Prefix"))
                .containsExactly("dir/");
        XmlElement one = send("GET", "/bucket?uploads&prefix=key&max-uploads=1").xml("ListMultipartUploadsResult");
        assertThat(one.requiredText("IsTruncated")).isEqualTo("true");
        String listed = one.children("Upload").getFirst().requiredText("UploadId");
        XmlElement next = send(
                        "GET",
                        "/bucket?uploads&prefix=key&key-marker=" + one.requiredText("NextKeyMarker")
                                + "&upload-id-marker=" + one.requiredText("NextUploadIdMarker"))
                .xml("ListMultipartUploadsResult");
        assertThat(next.children("Upload"))
                .extracting(upload -> upload.requiredText("UploadId"))
                .containsExactly(listed.equals(first) ? second : first);
    }
}
