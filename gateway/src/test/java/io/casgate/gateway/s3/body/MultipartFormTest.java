package io.casgate.gateway.s3.body;

import static io.casgate.gateway.s3.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.casgate.dedup.SampleBytes;
import io.casgate.gateway.s3.S3Requests.SlicedBody;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormTest {
    private static final String BOUNDARY = "b0undary";
    private static final String FILE = part("file", "hello");

    private static String part(String name, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + content + "\r\n";
    }

    private static String end() {
        return "--" + BOUNDARY + "--\r\n";
    }

    private static MultipartForm form(byte[] body, int slice) {
        return new MultipartForm(new SlicedBody(body, slice), BOUNDARY);
    }

    private static byte[] file(MultipartForm form) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (ByteBuffer piece = form.readFile(); piece != null; piece = form.readFile()) {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            file.writeBytes(bytes);
        }
        return file.toByteArray();
    }

    private static S3Error refusal(String body) {
        return assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> {
                    MultipartForm form = form(utf8(body), 7);
                    form.readFields();
                    file(form);
                })
                .actual()
                .error();
    }

    @Test
    void isReadAlikeHoweverItArrives() {
        byte[] body =
                utf8("preamble\r\n" + part("Key", "ä b") + part("empty", "") + part("lines", "1\r\n--2\r\n--b0und")
                        + part("file", "\r\n--b0undar\r\r\n--\r\n") + part("after", "ignored") + end() + "epilogue");
        for (int slice = 1; slice <= body.length; slice++) {
            MultipartForm form = form(body, slice);
            assertThat(form.readFields()).isEqualTo(Map.of("key", "ä b", "empty", "", "lines", "1\r\n--2\r\n--b0und"));
            assertThat(file(form)).as("in slices of %s", slice).isEqualTo(utf8("\r\n--b0undar\r\r\n--\r\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20_000})
    void endlessLinesAreRefusedHoweverTheyArrive(int slice) {
        String padded = "--" + BOUNDARY + " ".repeat(9_000) + FILE.substring(2 + BOUNDARY.length());
        MultipartForm form = form(utf8(padded + end()), slice);
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(form::readFields)
                .returns(S3Error.MALFORMED_POST_REQUEST, S3Exception::error);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4093, MultipartForm.BUFFER_BYTES, 3 * MultipartForm.BUFFER_BYTES})
    void filesMayBeLongerThanTheBuffer(int slice) {
        byte[] content = SampleBytes.random(7, 3 * MultipartForm.BUFFER_BYTES + 11);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String head = part("file", "");
        body.writeBytes(utf8(head.substring(0, head.length() - 2)));
        body.writeBytes(content);
        body.writeBytes(utf8("\r\n--" + BOUNDARY + "--"));
        MultipartForm form = form(body.toByteArray(), slice);
        form.readFields();
        assertThat(file(form)).isEqualTo(content);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "form-data; name=\"file\"; filename=\"a.txt\" | a.txt",
                "form-data; filename=\"a.txt\"; name=\"file\" | a.txt",
                "form-data;name=file;filename=a.txt | a.txt",
                "form-data; name=\"file\"; filename=\"C:\\dir\\a.txt\" | a.txt",
                "form-data; name=\"file\"; filename=\"/dir/a.txt\" | a.txt",
                "form-data; name=\"file\"; filename=\"a;\\\"b\\\".txt\" | a;\"b\".txt",
                "form-data; name=\"file\"; filename=\"ä.txt\" | ä.txt",
                "FORM-DATA; NAME=\"FILE\"; FILENAME=\"a\" | a",
                "form-data; name=\"file\" | ``",
                "form-data; name=\"file\"; filename*=UTF-8''a | ``",
            })
    void filesHaveNames(String disposition, String name) {
        String body = "--" + BOUNDARY + "\r\nContent-Type: text/plain\r\ncontent-disposition: " + disposition
                + "\r\n\r\nx\r\n" + end();
        MultipartForm form = form(utf8(body), 5);
        assertThat(form.readFields()).isEmpty();
        assertThat(form.fileName()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "multipart/form-data; boundary=abc | abc",
                "multipart/form-data; boundary=\"a b\" | a b",
                "Multipart/Form-Data; charset=utf-8; Boundary=abc; x=y | abc",
                "multipart/form-data;boundary=----WebKitFormBoundaryx1 | ----WebKitFormBoundaryx1",
            })
    void theTypeTellsTheBoundary(String type, String boundary) {
        assertThat(MultipartForm.boundary(type)).isEqualTo(boundary);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "application/x-www-form-urlencoded; boundary=abc",
                "multipart/mixed; boundary=abc"
            })
    void otherTypesAreNoForms(String type) {
        assertThat(MultipartForm.boundary(type)).isNull();
    }

    @Test
    void unfinishedFormsAreMalformed() {
        String whole = part("key", "k") + FILE + end();
        for (int length = 0; length < whole.length() - 4; length++) {
            assertThat(refusal(whole.substring(0, length))).isEqualTo(S3Error.MALFORMED_POST_REQUEST);
        }
    }

    @Test
    void partsMustSayWhatTheyAre() {
        String start = "--" + BOUNDARY + "\r\n";
        assertThat(refusal(start + "\r\nx\r\n" + FILE + end())).isEqualTo(S3Error.MALFORMED_POST_REQUEST);
        for (String disposition :
                new String[] {"form-data", "attachment; name=a", "form-data; name=\"a", "form-data x"}) {
            assertThat(refusal(start + "Content-Disposition: " + disposition + "\r\n\r\nx\r\n" + FILE + end()))
                    .as(disposition)
                    .isEqualTo(S3Error.MALFORMED_POST_REQUEST);
        }
        assertThat(refusal("--" + BOUNDARY + "x\r\n" + FILE + end())).isEqualTo(S3Error.MALFORMED_POST_REQUEST);
    }

    @Test
    void thereIsExactlyOneFile() {
        assertThat(refusal(part("key", "k") + end())).isEqualTo(S3Error.INCORRECT_NUMBER_OF_FILES);
        assertThat(refusal(FILE + FILE + end())).isEqualTo(S3Error.INCORRECT_NUMBER_OF_FILES);
        assertThat(refusal(part("key", "k") + part("KEY", "l") + FILE + end())).isEqualTo(S3Error.INVALID_ARGUMENT);
    }

    @Test
    void fieldsAreBounded() {
        String most = "x".repeat(MultipartForm.MAX_FIELD_BYTES - 2);
        MultipartForm form = form(utf8(part("a", most) + FILE + end()), 100);
        assertThat(Objects.requireNonNull(form.readFields().get("a"))).hasSize(most.length());
        assertThat(refusal(part("a", most) + part("b", "yy") + FILE + end()))
                .isEqualTo(S3Error.MAX_POST_PRE_DATA_LENGTH_EXCEEDED);
        assertThat(refusal("p".repeat(30 << 10) + "\r\n" + FILE + end()))
                .isEqualTo(S3Error.MAX_POST_PRE_DATA_LENGTH_EXCEEDED);
        assertThat(refusal("--" + BOUNDARY + "\r\nX: " + "x".repeat(9 << 10) + "\r\n\r\n" + end()))
                .isEqualTo(S3Error.MALFORMED_POST_REQUEST);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            many.append(part("f" + i, ""));
        }
        assertThat(refusal(many + FILE + end())).isEqualTo(S3Error.MALFORMED_POST_REQUEST);
    }
}
