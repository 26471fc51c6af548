package io.casgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Set;

/**
 * Sends one response from the request's thread, which waits while the client does not take it: at most a window of bytes
 * is on its way through the event loop. Content buffers are not copied here.
 */
final class ResponseWriter {
    /** Content goes out in slices of this size, so that a slow client shows progress. */
    private static final int SLICE = 64 * 1024;

    /** What the transport alone decides about. */
    private static final Set<String> OWN_FIELDS = Set.of("connection", "content-length", "transfer-encoding");

    private final Channel channel;
    private final SendWindow window;
    private final Framing framing;
    private long contentBytes;

    /**
     * What of the request decides how a response is framed.
     *
     * @param method HEAD has no content
     */
    record Framing(String requestId, String hostId, String method, boolean persistent) {
        boolean hasContent(int status) {
            return !method.equals("HEAD") && hasLength(status);
        }

        boolean hasLength(int status) {
            return status >= 200 && status != 204 && status != 304;
        }
    }

    ResponseWriter(Channel channel, SendWindow window, Framing framing) {
        this.channel = channel;
        this.window = window;
        this.framing = framing;
    }

    /** Bytes of content that were handed over. */
    long contentBytes() {
        return contentBytes;
    }

    /**
     * Sends all of a response, whose {@code head} is that of {@link #head}, and waits until the network has taken it.
     *
     * @throws IOException when the connection broke, or the body ended before its length: reset the connection then
     * @throws RuntimeException the body's own failure; likewise
     */
    void send(byte[] head, Response response) throws IOException {
        boolean hasContent = framing.hasContent(response.status());
        switch (response.body()) {
            case ResponseBody.Bytes body when hasContent && body.length() <= SLICE -> sendTogether(head, body);
            case ResponseBody.Bytes body -> {
                sendSlices(ByteBuffer.wrap(head));
                if (hasContent) {
                    sendContent(body.bytes().duplicate());
                }
            }
            case ResponseBody.Stream body -> {
                try (ResponseBody.Source source = body.source()) {
                    sendSlices(ByteBuffer.wrap(head));
                    if (hasContent) {
                        sendStream(source, body.length());
                    }
                }
            }
        }
        window.flush(SLICE);
    }

    private void sendTogether(byte[] head, ResponseBody.Bytes body) throws IOException {
        ByteBuffer whole = ByteBuffer.allocate(head.length + (int) body.length());
        sendSlices(whole.put(head).put(body.bytes().duplicate()).flip());
        contentBytes += body.length();
    }

    private void sendStream(ResponseBody.Source source, long length) throws IOException {
        for (long left = length; left > 0; ) {
            ByteBuffer bytes = source.next();
            if (bytes == null) {
                throw new IOException("The response ended " + left + " bytes before its length of " + length + ".");
            }
            left -= bytes.remaining();
            if (left < 0) {
                throw new IOException("The response is longer than its length of " + length + ".");
            }
            sendContent(bytes);
        }
    }

    private void sendContent(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        sendSlices(bytes);
        contentBytes += length;
    }

    private void sendSlices(ByteBuffer bytes) throws IOException {
        for (int at = bytes.position(); at < bytes.limit(); at += SLICE) {
            int length = Math.min(SLICE, bytes.limit() - at);
            ByteBuf slice = Unpooled.wrappedBuffer(bytes.slice(at, length));
            int room = window.clamp(length);
            window.take(room);
            channel.writeAndFlush(slice).addListener(outcome -> window.written(room, outcome));
        }
    }

    /**
     * The status line and header fields, with the handler's names as they are.
     *
     * @throws IllegalArgumentException when a field would break the framing
     */
    byte[] head(Response response, Instant now) {
        StringBuilder head = new StringBuilder(512);
        head.append("HTTP/1.1 ")
                .append(HttpResponseStatus.valueOf(response.status()))
                .append("\r\n");
        response.headers().forEach((name, value) -> {
            if (!OWN_FIELDS.contains(name.toLowerCase(Locale.ROOT))) {
                append(head, name, value);
            }
        });
        appendDefault(head, response, "Server", "Casgate");
        appendDefault(head, response, "Date", DateFormatter.format(Date.from(now)));
        appendDefault(head, response, "x-amz-request-id", framing.requestId());
        appendDefault(head, response, "x-amz-id-2", framing.hostId());
        if (framing.hasLength(response.status())) {
            append(head, "Content-Length", contentLength(response));
        }
        if (!framing.persistent()) {
            append(head, "Connection", "close");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** To HEAD, a handler may answer the length of a body that it does not open. */
    private String contentLength(Response response) {
        String stated = response.headers().first("Content-Length");
        if (stated != null && framing.method().equals("HEAD")) {
            return stated;
        }
        return Long.toString(response.body().length());
    }

    private static void appendDefault(StringBuilder head, Response response, String name, String value) {
        if (!response.headers().contains(name)) {
            append(head, name, value);
        }
    }

    private static void append(StringBuilder head, String name, String value) {
        requireHarmless(name);
        requireHarmless(value);
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static void requireHarmless(String text) {
        if (text.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f || c > 0xff)) {
            throw new IllegalArgumentException("not to be sent as or in a header field: " + text);
        }
    }
}
