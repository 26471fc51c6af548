package io.casgate.gateway.s3.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.fuzz.FuzzTarget;
import io.casgate.gateway.s3.S3Requests.SlicedBody;
import io.casgate.gateway.s3.error.S3Exception;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A form is read alike however it arrives, its file is what is between two delimiters, and what is none is refused. */
class MultipartFormFuzzTest implements FuzzTarget {
    private static final String BOUNDARY = "b0undary";
    private static final String DELIMITER = "\r\n--" + BOUNDARY;

    /** What came of a form: its fields and file, or the error. */
    private record Outcome(
            @Nullable Map<String, String> fields,
            String file,
            @Nullable String fileName,
            int status) {}

    /** With | for CRLF. */
    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "preamble|--b0undary|Content-Disposition: form-data; name=\"Key\"||a \u00e9|--b0undary|"
                                + "content-disposition: form-data; name=lines||1||--2|--b0und|--b0undary|Content-Type: a/b|"
                                + "Content-Disposition: form-data; name=\"file\"; filename=\"C:\\x\\\"y.jpg\"||"
                                + "hello|--b0undar||--|--b0undary--|epilogue",
                        "--b0undary|Content-Disposition: form-data; name=file|||--b0undary|"
                                + "Content-Disposition: form-data; name=\"after\"||ignored|--b0undary--")
                .map(text -> text.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    @Override
    public List<String> words() {
        return List.of(
                DELIMITER,
                DELIMITER + "--",
                "\r\n\r\n",
                "Content-Disposition: form-data",
                "; name=\"file\"",
                "; filename=",
                "\r\n--b0undar",
                "          ",
                "\\\"");
    }

    @Override
    public void check(byte[] input) {
        Outcome whole = read(input, Math.max(1, input.length));
        assertThat(read(input, 1 + input.length % 5)).isEqualTo(whole);
        if (whole.fields != null) {
            assertThat(whole.file).doesNotContain(DELIMITER);
            assertThat("\r\n" + new String(input, StandardCharsets.ISO_8859_1))
                    .contains("\r\n" + whole.file + DELIMITER);
        }
    }

    private static Outcome read(byte[] body, int slice) {
        MultipartForm form = new MultipartForm(new SlicedBody(body, slice), BOUNDARY);
        StringBuilder file = new StringBuilder();
        try {
            Map<String, String> fields = form.readFields();
            for (ByteBuffer piece = form.readFile(); piece != null; piece = form.readFile()) {
                file.append(StandardCharsets.ISO_8859_1.decode(piece));
            }
            return new Outcome(fields, file.toString(), form.fileName(), 200);
        } catch (S3Exception e) {
            assertThat(e.error().status()).isBetween(400, 499);
            return new Outcome(null, e.error().code(), null, e.error().status());
        }
    }
}
