package io.casgate.bench.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * One keep-alive connection that carries one exchange at a time. Used by one thread; only the {@link StallWatch} closes
 * it from outside when an exchange takes longer than the time limit.
 */
public final class HttpConnection implements AutoCloseable {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final SocketAddress server;
    private final StallWatch watch;
    private final Duration timeLimit;
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private Optional<SocketChannel> channel = Optional.empty();

    /**
     * Connects at the first exchange.
     *
     * @param timeLimit for a whole exchange, from connecting to the last byte of the answer
     */
    public HttpConnection(SocketAddress server, StallWatch watch, Duration timeLimit) {
        this.server = server;
        this.watch = watch;
        this.timeLimit = timeLimit;
    }

    /**
     * Sends a request and reads the whole answer. After a failure the next exchange connects anew.
     *
     * @param method of the request, which decides whether an answer has a body
     * @param head request line and header fields, with the empty line
     * @param sinks says who takes the body, once the final answer's head is known
     * @throws IOException when there is no complete answer; of a request that the server refuses early and stops
     *     reading, the answer is returned
     */
    public ResponseHead exchange(String method, String head, RequestBody body, Function<ResponseHead, BodySink> sinks)
            throws IOException {
        SocketChannel socket = connected();
        boolean reusable = false;
        try (StallWatch.Guard _ = watch.guard(socket, timeLimit)) {
            boolean sent = send(socket, head, body);
            ResponseHead response = receive(socket, method, sinks);
            reusable = sent && !response.closesConnection();
            return response;
        } finally {
            if (!reusable) {
                close();
            }
        }
    }

    private SocketChannel connected() throws IOException {
        if (channel.isPresent()) {
            return channel.get();
        }
        SocketChannel socket = SocketChannel.open();
        try (StallWatch.Guard _ = watch.guard(socket, timeLimit)) {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            socket.connect(server);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        in.clear().flip();
        channel = Optional.of(socket);
        return socket;
    }

    /** Whether all was sent; a server that refuses early may close its reading side before. */
    private boolean send(SocketChannel socket, String head, RequestBody body) throws IOException {
        out.clear().put(head.getBytes(StandardCharsets.ISO_8859_1));
        try {
            long sent = 0;
            do {
                sent += append(body, sent);
                out.flip();
                writeFully(socket);
                out.clear();
            } while (sent < body.length());
            return true;
        } catch (IOException e) {
            if (!socket.isOpen()) {
                throw e;
            }
            return false;
        }
    }

    private int append(RequestBody body, long offset) {
        int length = (int) Math.min(body.length() - offset, out.remaining() & ~7);
        if (length > 0) {
            out.limit(out.position() + length);
            body.fill(out, offset);
        }
        return length;
    }

    private void writeFully(SocketChannel socket) throws IOException {
        while (out.hasRemaining()) {
            socket.write(out);
        }
    }

    private ResponseHead receive(SocketChannel socket, String method, Function<ResponseHead, BodySink> sinks)
            throws IOException {
        ResponseHead head = receiveHead(socket);
        while (head.isInterim()) {
            head = receiveHead(socket);
        }
        BodyDecoder decoder = head.body(method);
        BodySink sink = sinks.apply(head);
        while (!decoder.feed(in, sink)) {
            in.clear();
            int read = socket.read(in);
            in.flip();
            if (read < 0) {
                if (decoder.endsWithConnection()) {
                    close();
                    return head;
                }
                throw new EOFException("connection closed inside the response body");
            }
        }
        return head;
    }

    private ResponseHead receiveHead(SocketChannel socket) throws IOException {
        Optional<ResponseHead> head = ResponseHead.take(in);
        while (head.isEmpty()) {
            in.compact();
            int read = socket.read(in);
            in.flip();
            if (read < 0) {
                throw new EOFException("connection closed before the response");
            }
            head = ResponseHead.take(in);
        }
        return head.get();
    }

    @Override
    public void close() {
        channel.ifPresent(StallWatch::closeQuietly);
        channel = Optional.empty();
    }
}
