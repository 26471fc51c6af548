package io.casgate.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyDecoderTest {
    private static final String CHUNKED = "5\r\nhello\r\n1;x=y\r\n \r\n00005\r\nworld\r\n0\r\nX-Sum: 1\r\n\r\n";

    private final StringBuilder content = new StringBuilder();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void chunksAreJoinedHoweverTheyArrive(int pieceLength) throws Exception {
        BodyDecoder decoder = new BodyDecoder.Chunked();
        assertThat(feed(decoder, CHUNKED, pieceLength)).isTrue();
        assertThat(content).hasToString("hello world");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void aSizedBodyEndsAtItsSize(int pieceLength) throws Exception {
        assertThat(feed(new BodyDecoder.Sized(5), "hello", pieceLength)).isTrue();
        assertThat(feed(new BodyDecoder.Sized(6), "hello", pieceLength)).isFalse();
    }

    @Test
    void whatFollowsTheBodyIsLeft() throws Exception {
        ByteBuffer in = bytes(CHUNKED + "HTTP/1.1");
        assertThat(new BodyDecoder.Chunked().feed(in, this::keep)).isTrue();
        assertThat(in.remaining()).isEqualTo(8);
        ByteBuffer sized = bytes("helloHTTP/1.1");
        assertThat(new BodyDecoder.Sized(5).feed(sized, this::keep)).isTrue();
        assertThat(sized.remaining()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\n", "-1\r\n", "+1\r\na\r\n", "\r\n", "2\r\nabc\r\n", "fffffffffffffffff\r\n"})
    void brokenChunksAreRefused(String text) {
        assertThatThrownBy(() -> feed(new BodyDecoder.Chunked(), text, 1000))
                .isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void onlyABodyWithoutLengthMayEndWithTheConnection() {
        assertThat(new BodyDecoder.UntilClose().endsWithConnection()).isTrue();
        assertThat(new BodyDecoder.Chunked().endsWithConnection()).isFalse();
        assertThat(new BodyDecoder.Sized(1).endsWithConnection()).isFalse();
    }

    private boolean feed(BodyDecoder decoder, String text, int pieceLength) throws IOException {
        boolean complete = false;
        for (int from = 0; from < text.length(); from += pieceLength) {
            complete =
                    decoder.feed(bytes(text.substring(from, Math.min(text.length(), from + pieceLength))), this::keep);
        }
        return complete;
    }

    private void keep(ByteBuffer piece) {
        content.append(StandardCharsets.ISO_8859_1.decode(piece));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
