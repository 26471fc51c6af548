package io.casgate.gateway.s3.operation.multipart;

import static io.casgate.gateway.s3.Bodies.checksum;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.xml.XmlElement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of the parts of objects that were uploaded in parts. */
class ObjectPartsTest extends InParts {
    private XmlElement attributes(String... headers) {
        S3Requests request = S3Requests.of("GET", "/bucket/key?attributes")
                .header("x-amz-object-attributes", "Checksum,ObjectParts");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return s3.send(request).xml("GetObjectAttributesResponse");
    }

    private static XmlElement parts(XmlElement attributes) {
        return attributes.children("ObjectParts").getFirst();
    }

    private static List<String> numbers(XmlElement parts) {
        return parts.children("Part").stream()
                .map(part -> part.requiredText("PartNumber"))
                .toList();
    }

    /** Uploads PART_1 under number 2, PART_1 again under 5, and PART_2 under 7. */
    private void upload() {
        String id = begin();
        Answer answer = complete(
                id,
                part(2, upload(id, 2, PART_1).header("ETag")),
                part(5, upload(id, 5, PART_1).header("ETag")),
                part(7, upload(id, 7, PART_2).header("ETag")));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    @Test
    void partsAreTold() {
        upload();
        XmlElement parts = parts(attributes());
        assertThat(parts.children())
                .extracting(XmlElement::name)
                .containsExactly("IsTruncated", "MaxParts", "PartNumberMarker", "Part", "Part", "Part", "PartsCount");
        assertThat(parts.requiredText("IsTruncated")).isEqualTo("false");
        assertThat(parts.requiredText("MaxParts")).isEqualTo("1000");
        assertThat(parts.requiredText("PartNumberMarker")).isEqualTo("0");
        assertThat(parts.requiredText("PartsCount")).isEqualTo("3");
        assertThat(numbers(parts)).containsExactly("1", "2", "3");
        assertThat(parts.children("Part"))
                .extracting(part -> part.requiredText("Size"))
                .containsExactly("" + PART_1.length, "" + PART_1.length, "" + PART_2.length);
    }

    @Test
    void partsArePaged() {
        upload();
        XmlElement first = parts(attributes("x-amz-max-parts", "1", "x-amz-part-number-marker", "1"));
        assertThat(numbers(first)).containsExactly("2");
        assertThat(first.requiredText("IsTruncated")).isEqualTo("true");
        assertThat(first.requiredText("MaxParts")).isEqualTo("1");
        assertThat(first.requiredText("PartNumberMarker")).isEqualTo("1");
        assertThat(first.requiredText("NextPartNumberMarker")).isEqualTo("2");
        assertThat(first.requiredText("PartsCount")).isEqualTo("3");

        XmlElement last = parts(attributes("x-amz-part-number-marker", "2"));
        assertThat(numbers(last)).containsExactly("3");
        assertThat(last.requiredText("IsTruncated")).isEqualTo("false");
        assertThat(last.children("NextPartNumberMarker")).isEmpty();
        assertThat(numbers(parts(attributes("x-amz-part-number-marker", "9")))).isEmpty();
        assertThat(numbers(parts(attributes("x-amz-max-parts", "0")))).isEmpty();
    }

    @Test
    void pagesAreNumbers() {
        upload();
        for (String header : List.of("x-amz-max-parts", "x-amz-part-number-marker")) {
            for (String value : List.of("-1", "x", "99999999999")) {
                assertThat(s3.send(S3Requests.of("GET", "/bucket/key?attributes")
                                        .header("x-amz-object-attributes", "ObjectParts")
                                        .header(header, value))
                                .errorCode())
                        .isEqualTo("InvalidArgument");
            }
        }
    }

    @Test
    void anEmptyLastPartIsOne() {
        String id = begin();
        complete(
                id,
                part(1, upload(id, 1, PART_1).header("ETag")),
                part(2, upload(id, 2, new byte[0]).header("ETag")));
        assertThat(parts(attributes()).children("Part"))
                .extracting(part -> part.requiredText("Size"))
                .containsExactly("" + PART_1.length, "0");
    }

    /** The empty last part, too, which no content names. */
    @Test
    void anEmptyLastPartHasAChecksum() {
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.CRC32;
        String id = begin(
                S3Requests.of("POST", "/bucket/key?uploads").header("x-amz-checksum-algorithm", algorithm.name()));
        String none = checksum(algorithm, new byte[0]).text();
        complete(
                id,
                part(
                        1,
                        upload(id, 1, PART_1).header("ETag"),
                        algorithm,
                        checksum(algorithm, PART_1).text()),
                part(2, upload(id, 2, new byte[0]).header("ETag"), algorithm, none));
        assertThat(parts(attributes()).children("Part").getLast().requiredText(algorithm.elementName()))
                .isEqualTo(none);
        assertThat(part(2).header(algorithm.headerName())).isEqualTo(none);
    }

    /** Here and in reads of one. */
    @ParameterizedTest
    @CsvSource({
        "CRC32, COMPOSITE",
        "SHA256, COMPOSITE",
        "CRC32, FULL_OBJECT",
        "CRC32C, FULL_OBJECT",
        "CRC64NVME, FULL_OBJECT"
    })
    void partsHaveChecksums(ChecksumAlgorithm algorithm, String type) {
        String id = begin(S3Requests.of("POST", "/bucket/key?uploads")
                .header("x-amz-checksum-algorithm", algorithm.name())
                .header("x-amz-checksum-type", type));
        String first = checksum(algorithm, PART_1).text();
        String second = checksum(algorithm, PART_2).text();
        Answer completed = complete(
                id,
                part(1, upload(id, 1, PART_1).header("ETag"), algorithm, first),
                part(2, upload(id, 2, PART_2).header("ETag"), algorithm, second));
        String whole = completed.xml("CompleteMultipartUploadResult").requiredText(algorithm.elementName());

        XmlElement attributes = attributes();
        XmlElement checksum = attributes.children("Checksum").getFirst();
        assertThat(checksum.requiredText(algorithm.elementName())).isEqualTo(whole.replaceFirst("-2$", ""));
        assertThat(checksum.requiredText("ChecksumType")).isEqualTo(type);
        assertThat(parts(attributes).children("Part"))
                .extracting(part -> part.requiredText(algorithm.elementName()))
                .containsExactly(first, second);

        for (int number : List.of(1, 2)) {
            Answer read = part(number);
            assertThat(read.bytes()).isEqualTo(number == 1 ? PART_1 : PART_2);
            assertThat(read.header(algorithm.headerName())).isEqualTo(number == 1 ? first : second);
            assertThat(read.header("x-amz-checksum-type")).isEqualTo(type);
        }
        assertThat(get("Range", "bytes=0-9").has(algorithm.headerName())).isFalse();
    }

    private Answer part(int number) {
        return s3.send(
                S3Requests.of("GET", "/bucket/key?partNumber=" + number).header("x-amz-checksum-mode", "ENABLED"));
    }

    private static String part(int number, String etag, ChecksumAlgorithm algorithm, String checksum) {
        String element = algorithm.elementName();
        return part(number, etag).replace("</Part>", "<" + element + ">" + checksum + "</" + element + "></Part>");
    }
}
