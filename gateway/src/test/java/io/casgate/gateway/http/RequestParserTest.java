package io.casgate.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.gateway.http.RequestParser.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParserTest {
    private static final int MAX_LINE = 1024;
    private static final int MAX_HEADERS = 2048;

    /** Two requests with bodies of both framings and one without, as text with a line per frame. */
    private static final String THREE =
            "PUT /b/k?x=1 HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nX-Amz-Meta-A:  v w \r\n\r\nhello"
                    + "\r\nPOST /c HTTP/1.1\r\nhost:h\r\ntransfer-encoding: Chunked\r\n\r\n"
                    + "3\r\nabc\r\n0A;ext=\"1\"\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n"
                    + "GET http://h/d?e HTTP/1.1\r\nHost: h\r\nConnection: keep-alive, Close\r\n\r\n";

    private static final String THREE_READ = "PUT /b/k ?x=1 length 5 persistent [hello] end; "
            + "POST /c ? length -1 persistent [abc0123456789] end; GET /d ?e length 0 last [] end; ";

    @Test
    void framesTheSameHoweverTheBytesAreSliced() {
        assertThat(parse(THREE, THREE.length())).isEqualTo(THREE_READ);
        assertThat(parse(THREE, 1)).isEqualTo(THREE_READ);
        for (int most = 2; most < 60; most++) {
            assertThat(parse(THREE, most)).as("slices of up to %s bytes", most).isEqualTo(THREE_READ);
        }
    }

    private static String parse(String text, int mostAtOnce) {
        RequestParser parser = new RequestParser(MAX_LINE, MAX_HEADERS);
        Random random = new Random(mostAtOnce);
        ByteBuf in = Unpooled.buffer();
        StringBuilder read = new StringBuilder();
        StringBuilder body = new StringBuilder();
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(mostAtOnce));
            in.writeBytes(bytes, at, length);
            at += length;
            for (Frame frame = parser.next(in); frame != null; frame = parser.next(in)) {
                describe(frame, read, body);
            }
        }
        in.release();
        return read.toString();
    }

    private static void describe(Frame frame, StringBuilder read, StringBuilder body) {
        switch (frame) {
            case Frame.Head(RequestHead head) ->
                read.append(head.method() + " " + head.rawPath() + " ?" + head.rawQuery() + " length "
                        + head.bodyLength() + (head.persistent() ? " persistent" : " last"));
            case Frame.Data(ByteBuf data) -> {
                body.append(data.toString(StandardCharsets.ISO_8859_1));
                data.release();
            }
            case Frame.End() -> {
                read.append(" [" + body + "] end; ");
                body.setLength(0);
            }
        }
    }

    @Test
    void keepsFieldsAsTheyCame() {
        Frame frame = new RequestParser(MAX_LINE, MAX_HEADERS)
                .next(Unpooled.copiedBuffer(
                        "GET /a%2Fb//c HTTP/1.1\r\nHost: h\r\nX-Amz-Meta-N:\t gr\u00fc\u00df \r\nx-amz-meta-n:\r\n\r\n",
                        StandardCharsets.ISO_8859_1));
        assertThat(frame).isInstanceOfSatisfying(Frame.Head.class, head -> {
            assertThat(head.head().rawPath()).isEqualTo("/a%2Fb//c");
            assertThat(head.head().headers().all("x-amz-meta-n")).containsExactly("gr\u00fc\u00df", "");
            List<String> names = new ArrayList<>();
            head.head().headers().forEach((name, value) -> names.add(name));
            assertThat(names).containsExactly("Host", "X-Amz-Meta-N", "x-amz-meta-n");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /\r\nHost: h\r\n\r\n",
                "GET  / HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET\t/ HTTP/1.1\r\nHost: h\r\n\r\n",
                "get / HTTP/1.1\r\nHost: h\r\n\r\n",
                "GE\u0000T / HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /\u0000 HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET a HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET http://other/a HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET https://h@other?a HTTP/1.1\r\nHost: h\r\n\r\n",
                "CONNECT h:80 HTTP/1.1\r\nHost: h\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n",
                "\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET / HTTP/1.1\nHost: h\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\n\n",
                "GET / HTTP/1.1\r\nHost: h\rX: y\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nX : y\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\n X: y\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nX: y\r\n\tz\r\n\r\n",
                "GET / HTTP/1.1\r\n Host: h\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\n: y\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nnothing\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nX: a\u0000b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nX\u0000: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 1, 1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: +1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 0x1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nContent-Length:\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 9223372036854775808\r\n\r\n",
                "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
                "PUT / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n",
            })
    void refusesWhatCouldBeReadInTwoWays(String request) {
        assertRefused(request, Refusal.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "x\r\n",
                "-1\r\n",
                "+1\r\n",
                "0x1\r\n",
                " 1\r\n",
                "1 \r\n",
                "1\n",
                "1111111111111111\r\n",
                "1\r\nab\r\n",
                "1\r\na\n0\r\n\r\n",
                "1;\u0000\r\n",
                "0\r\nX: y\n\r\n"
            })
    void refusesMalformedChunks(String chunks) {
        assertRefused("PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks, Refusal.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({
        "'GET / HTTP/2.0\r\n\r\n', UNKNOWN_VERSION",
        "'PRI * HTTP/2.0\r\n\r\n', UNKNOWN_VERSION",
        "'GET / http/1.1\r\nHost: h\r\n\r\n', UNKNOWN_VERSION",
        "'PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n', UNKNOWN_TRANSFER_CODING",
        "'PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n', UNKNOWN_TRANSFER_CODING",
        "'PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n', UNKNOWN_TRANSFER_CODING",
    })
    void saysWhatItDoesNotKnow(String request, Refusal refusal) {
        assertRefused(request, refusal);
    }

    @Test
    void limitsTheHeadBeforeItIsWhole() {
        assertRefused("GET /" + "a".repeat(MAX_LINE), Refusal.REQUEST_LINE_TOO_LONG);
        assertRefused(
                "GET / HTTP/1.1\r\nHost: h\r\nX: " + "a".repeat(MAX_LINE + MAX_HEADERS), Refusal.HEADERS_TOO_LARGE);
        assertRefused("GET / HTTP/1.1\r\nHost: h\r\n" + "a:\r\n".repeat(300) + "\r\n", Refusal.HEADERS_TOO_LARGE);
        assertThat(parse("GET /" + "a".repeat(MAX_LINE - 20) + " HTTP/1.1\r\nHost: h\r\n\r\n", 7))
                .endsWith(" end; ");
    }

    private static void assertRefused(String request, Refusal refusal) {
        for (int most : new int[] {request.length(), 1}) {
            assertThatThrownBy(() -> parse(request, most))
                    .isInstanceOfSatisfying(
                            MalformedRequestException.class,
                            e -> assertThat(e.refusal()).isEqualTo(refusal));
        }
    }
}
