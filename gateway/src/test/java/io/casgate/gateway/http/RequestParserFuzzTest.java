package io.casgate.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.fuzz.FuzzTarget;
import io.casgate.gateway.http.RequestParser.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parser finds the requests that another reading of RFC 9112 finds, however the bytes come in. */
class RequestParserFuzzTest implements FuzzTarget {
    private static final int NO_LIMIT = 1 << 20;
    private static final int SMALL = 128;

    /** What the parser made of some bytes. */
    private record Reading(List<String> requests, @Nullable Refusal refusal) {}

    @Override
    public List<byte[]> seeds() {
        return Rfc9112.samples();
    }

    @Override
    public List<String> words() {
        return Rfc9112.WORDS;
    }

    @Override
    public void check(byte[] input) {
        Reading whole = read(input, input.length, NO_LIMIT);
        assertThat(whole.requests).isEqualTo(reference(input));
        assertThat(read(input, 1 + input.length % 7, NO_LIMIT)).isEqualTo(whole);
        assertThat(read(input, 1 + input.length % 3, SMALL)).isEqualTo(read(input, input.length, SMALL));
    }

    private static List<String> reference(byte[] input) {
        return Rfc9112.requests(input).stream()
                .map(message -> message.method() + " " + originForm(message.target()) + " [" + message.body() + "]"
                        + (message.last() ? " last" : ""))
                .toList();
    }

    private static String originForm(String target) {
        String path = target.replaceFirst("^[A-Za-z]+://[^/?]*", "");
        String rooted = path.startsWith("/") ? path : "/" + path;
        return rooted.contains("?") ? rooted : rooted + "?";
    }

    private static Reading read(byte[] bytes, int slice, int limit) {
        RequestParser parser = new RequestParser(limit, limit);
        List<String> requests = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        ByteBuf in = Unpooled.buffer();
        RequestHead head = null;
        try {
            for (int at = 0; at < bytes.length; at += slice) {
                in.writeBytes(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + slice)));
                for (Frame frame = parser.next(in); frame != null; frame = parser.next(in)) {
                    switch (frame) {
                        case Frame.Head(RequestHead next) -> head = next;
                        case Frame.Data(ByteBuf data) -> {
                            body.append(data.toString(StandardCharsets.ISO_8859_1));
                            data.release();
                        }
                        case Frame.End() -> {
                            requests.add(describe(head, body.toString()));
                            body.setLength(0);
                        }
                    }
                }
            }
            return new Reading(requests, null);
        } catch (MalformedRequestException e) {
            assertThat(Rfc9112.ANSWERS_TO_DOUBT).contains(e.refusal().status());
            return new Reading(requests, e.refusal());
        } finally {
            in.release();
        }
    }

    private static String describe(@Nullable RequestHead head, String body) {
        if (head == null) {
            throw new AssertionError("a body without a head");
        }
        return head.method() + " " + head.rawPath() + "?" + head.rawQuery() + " [" + body + "]"
                + (head.persistent() ? "" : " last");
    }
}
