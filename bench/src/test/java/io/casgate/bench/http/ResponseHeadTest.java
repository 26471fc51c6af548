package io.casgate.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseHeadTest {
    @Test
    void readsStatusAndFieldsAndLeavesTheBody() throws Exception {
        ByteBuffer in = bytes("HTTP/1.1 206 Partial Content\r\nETag:  \"x\" \r\nVia: a\r\nvia: b\r\n\r\nbody");
        ResponseHead head = ResponseHead.take(in).orElseThrow();
        assertThat(head.status()).isEqualTo(206);
        assertThat(head.fields()).containsEntry("etag", "\"x\"").containsEntry("via", "a,b");
        assertThat(StandardCharsets.US_ASCII.decode(in).toString()).isEqualTo("body");
    }

    @Test
    void anIncompleteHeadIsLeftUntouchedAtEveryLength() throws Exception {
        String whole = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n";
        for (int length = 0; length < whole.length(); length++) {
            ByteBuffer in = bytes(whole.substring(0, length));
            assertThat(ResponseHead.take(in)).isEmpty();
            assertThat(in.position()).isZero();
        }
        assertThat(ResponseHead.take(bytes(whole))).isPresent();
    }

    @Test
    void aReasonPhraseMayBeMissing() throws Exception {
        assertThat(ResponseHead.take(bytes("HTTP/1.1 200\r\n\r\n"))
                        .orElseThrow()
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/2 200", "HTTP/1.1 20", "HTTP/1.1 999 Odd", "HTTP/1.1 2x0 OK", "SSH-2.0-OpenSSH"})
    void otherStatusLinesAreRefused(String line) {
        assertThatThrownBy(() -> ResponseHead.take(bytes(line + "\r\n\r\n")))
                .isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void fieldsWithoutANameAndEndlessHeadsAreRefused() {
        assertThatThrownBy(() -> ResponseHead.take(bytes("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")))
                .isInstanceOf(MalformedResponseException.class);
        assertThatThrownBy(() -> ResponseHead.take(bytes("HTTP/1.1 200 OK\r\nx: " + "y".repeat(70_000))))
                .isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void theBodyIsDelimitedAsTheFieldsSay() throws Exception {
        assertThat(head("200 OK\r\nContent-Length: 5").body("GET")).isInstanceOf(BodyDecoder.Sized.class);
        assertThat(head("200 OK\r\nTransfer-Encoding: chunked").body("GET")).isInstanceOf(BodyDecoder.Chunked.class);
        assertThat(head("200 OK").body("GET")).isInstanceOf(BodyDecoder.UntilClose.class);
        assertThat(isEmpty(head("200 OK\r\nContent-Length: 5").body("HEAD"))).isTrue();
        assertThat(isEmpty(head("204 No Content").body("DELETE"))).isTrue();
        assertThat(isEmpty(head("304 Not Modified\r\nContent-Length: 5").body("GET")))
                .isTrue();
        assertThatThrownBy(() -> head("200 OK\r\nContent-Length: -5").body("GET"))
                .isInstanceOf(MalformedResponseException.class);
        assertThatThrownBy(() -> head("200 OK\r\nTransfer-Encoding: gzip").body("GET"))
                .isInstanceOf(MalformedResponseException.class);
    }

    private static boolean isEmpty(BodyDecoder decoder) throws Exception {
        return decoder.feed(ByteBuffer.allocate(0), BodySink.discarding());
    }

    private static ResponseHead head(String lines) throws Exception {
        return ResponseHead.take(bytes("HTTP/1.1 " + lines + "\r\n\r\n")).orElseThrow();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
