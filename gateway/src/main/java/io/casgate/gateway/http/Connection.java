package io.casgate.gateway.http;

import io.casgate.gateway.http.BodyException.Reason;
import io.casgate.gateway.http.Exchange.Question;
import io.casgate.gateway.http.Exchange.Verdict;
import io.casgate.gateway.http.RequestParser.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: frames requests and starts an {@link Exchange} for each, one after the other. Everything here
 * runs on the connection's event loop; exchanges reach it through {@code later}.
 *
 * <p>Backpressure: whenever no more input is wanted (a request is being answered, its body's window is full, its client
 * waits for 100 Continue) reading from the socket is off, and what was read already stays in {@code unread}, at most
 * about one receive buffer. Pipelined requests wait in there too.
 */
final class Connection extends ChannelInboundHandlerAdapter {
    /** Fired down the pipeline by the server. */
    enum Signal {
        STOP
    }

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final InetSocketAddress UNKNOWN = InetSocketAddress.createUnresolved("unknown", 0);

    /** Where the connection is in its life; input is read only where it is wanted. */
    private enum Phase {
        /** Waits for a request. */
        IDLE,
        /** Some bytes of a head have come. */
        HEAD,
        /** A request is being answered; its body may still be coming. */
        ANSWERING,
        /** The answer is out; what is left of the body is skipped. */
        DRAINING,
        /** The last answer is out; skips what comes until the client closes too. */
        LINGERING,
        CLOSED
    }

    private final HttpServer server;
    private final Channel channel;
    private final RequestParser parser;
    private InetSocketAddress remote = UNKNOWN;
    private Phase phase = Phase.IDLE;
    private ByteBuf unread = Unpooled.EMPTY_BUFFER;
    private @Nullable Exchange exchange;
    private @Nullable ScheduledFuture<?> deadline;
    /** The end of the current request's body was not seen yet. */
    private boolean receiving;
    /** The client waits for 100 Continue. */
    private boolean awaitsContinue;
    /** The client has closed its side. */
    private boolean inputEnded;
    /** Where the next request begins cannot be known. */
    private boolean framingLost;
    /** Bytes skipped while lingering. */
    private long skipped;

    Connection(HttpServer server, Channel channel) {
        this.server = server;
        this.channel = channel;
        HttpSettings.Limits limits = server.settings().limits();
        this.parser = new RequestParser(limits.requestLine(), limits.headers());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (channel.remoteAddress() instanceof InetSocketAddress address) {
            remote = address;
        }
        awaitRequest();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        switch (phase) {
            case CLOSED -> bytes.release();
            case LINGERING -> skip(bytes);
            default -> {
                unread = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), unread, bytes);
                advance();
            }
        }
    }

    private void skip(ByteBuf bytes) {
        skipped += bytes.readableBytes();
        bytes.release();
        if (skipped > server.settings().limits().drain()) {
            close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            advance();
        } else if (event == Signal.STOP && (phase == Phase.IDLE || phase == Phase.LINGERING)) {
            close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        phase = Phase.CLOSED;
        disarm();
        if (exchange != null) {
            exchange.body().fail(Reason.DISCONNECTED, "The client closed the connection.");
        }
        unread.release();
        unread = Unpooled.EMPTY_BUFFER;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof Error
                || (cause instanceof RuntimeException && !(cause.getCause() instanceof IOException))) {
            LOG.warn("connection of {} broken", remote, cause);
        } else {
            LOG.debug("connection of {} broken: {}", remote, cause.getMessage());
        }
        close();
    }

    private boolean wantsInput() {
        return switch (phase) {
            case IDLE, HEAD, DRAINING, LINGERING -> true;
            case ANSWERING -> receiving && !inputEnded && body().wantsMore();
            case CLOSED -> false;
        };
    }

    /** Frames what was read, as far as it is wanted now. */
    private void advance() {
        try {
            Frame frame;
            while (wantsFrame() && (frame = parser.next(unread)) != null) {
                accept(frame);
            }
            if (inputEnded) {
                endOfInput();
            } else if (phase == Phase.IDLE && unread.isReadable()) {
                phase = Phase.HEAD;
                arm(server.settings().timeouts().header(), this::headTooSlow);
            }
        } catch (MalformedRequestException e) {
            framingLost = true;
            malformed(e);
        }
        if (!unread.isReadable()) {
            unread.release();
            unread = Unpooled.EMPTY_BUFFER;
        }
        channel.config().setAutoRead(wantsInput());
    }

    private boolean wantsFrame() {
        return switch (phase) {
            case IDLE, HEAD, DRAINING -> true;
            case ANSWERING -> receiving && body().wantsMore();
            case LINGERING, CLOSED -> false;
        };
    }

    private IncomingBody body() {
        if (exchange == null) {
            throw new IllegalStateException("no request in phase " + phase);
        }
        return exchange.body();
    }

    private void accept(Frame frame) {
        switch (frame) {
            case Frame.Head(RequestHead head) -> begin(head);
            case Frame.Data(ByteBuf bytes) -> body().offer(bytes);
            case Frame.End() -> {
                receiving = false;
                body().end();
                if (phase == Phase.DRAINING) {
                    awaitRequest();
                }
            }
        }
    }

    private void begin(RequestHead head) {
        String id = RequestIds.next();
        receiving = true;
        awaitsContinue = head.expectsContinue();
        IncomingBody body = incomingBody(
                head.bodyLength(), awaitsContinue ? IncomingBody.Start.ON_DEMAND : IncomingBody.Start.AT_ONCE);
        Request request = new Request(
                id, head.method(), head.rawPath(), head.rawQuery(), head.headers(), body, remote, tlsProtocol());
        if (server.admission().tryEnter()) {
            start(question(head, id, () -> server.handler().handle(request)), body, server.admission()::leave);
        } else {
            start(question(head, id, () -> overloaded(id)), body, () -> {});
        }
    }

    private @Nullable String tlsProtocol() {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        return tls == null ? null : tls.engine().getSession().getProtocol();
    }

    private Question question(RequestHead head, String id, Supplier<Response> answer) {
        return new Question(id, remote, head.method(), head.rawPath(), head.persistent(), answer);
    }

    private Response overloaded(String id) {
        return server.refusals().render(Refusal.OVERLOADED, "Too many requests are being handled; try again.", id);
    }

    private IncomingBody incomingBody(long length, IncomingBody.Start start) {
        return new IncomingBody(
                length,
                server.settings().limits().bodyWindow(),
                new IncomingBody.Patience(
                        server.settings().timeouts().body(),
                        server.settings().limits().bodyRate()),
                start,
                () -> later(this::resume));
    }

    private void start(Question question, IncomingBody body, Runnable leave) {
        disarm();
        phase = Phase.ANSWERING;
        exchange = new Exchange(server, channel, question, body, verdict -> {
            leave.run();
            body.discard();
            later(() -> answered(verdict));
        });
        Thread.ofVirtual().name("request-" + question.id()).start(exchange);
    }

    /** The exchange wants to read on. */
    private void resume() {
        if (awaitsContinue && phase == Phase.ANSWERING) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE)).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
        awaitsContinue = false;
        advance();
    }

    private void answered(Verdict verdict) {
        if (phase != Phase.ANSWERING) {
            return;
        }
        switch (verdict) {
            case RESET -> reset();
            case CLOSE -> linger();
            case KEEP -> goOn();
        }
    }

    private void goOn() {
        if (framingLost) {
            linger();
            return;
        }
        if (receiving) {
            phase = Phase.DRAINING;
            arm(server.settings().timeouts().drain(), this::close);
        } else {
            awaitRequest();
        }
        advance();
    }

    private void awaitRequest() {
        phase = Phase.IDLE;
        exchange = null;
        receiving = false;
        if (server.isStopping()) {
            close();
        } else {
            arm(server.settings().timeouts().keepAlive(), this::close);
        }
    }

    /** All that could be framed has been. */
    private void endOfInput() {
        switch (phase) {
            case IDLE, HEAD, DRAINING, LINGERING -> close();
            case ANSWERING -> {
                if (wantsFrame()) {
                    receiving = false;
                    framingLost = true;
                    body().fail(Reason.INCOMPLETE, "The body ended before its length.");
                }
            }
            case CLOSED -> {}
        }
    }

    private void malformed(MalformedRequestException e) {
        if (receiving) {
            receiving = false;
            body().fail(Reason.MALFORMED, e.detail());
            if (phase == Phase.DRAINING) {
                close();
            }
        } else {
            refuse(e.refusal(), e.detail());
        }
    }

    private void headTooSlow() {
        refuse(Refusal.TIMED_OUT, "The head of the request did not arrive in time.");
        channel.config().setAutoRead(false);
    }

    /** Answers what is no request; the connection ends with it. */
    private void refuse(Refusal refusal, String detail) {
        String id = RequestIds.next();
        IncomingBody nothing = incomingBody(0, IncomingBody.Start.AT_ONCE);
        nothing.end();
        Supplier<Response> answer = () -> server.refusals().render(refusal, detail, id);
        start(new Question(id, remote, "-", "-", false, answer), nothing, () -> {});
    }

    /** Closing with unread input would reset the connection, and the client might lose the answer: RFC 9112, 9.6. */
    private void linger() {
        phase = Phase.LINGERING;
        exchange = null;
        if (inputEnded || !(channel instanceof DuplexChannel duplex)) {
            close();
            return;
        }
        arm(server.settings().timeouts().drain(), this::close);
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        ChannelFuture ended = tls == null ? duplex.shutdownOutput() : tls.closeOutbound();
        ended.addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        ByteBuf rest = unread;
        unread = Unpooled.EMPTY_BUFFER;
        skip(rest);
        channel.config().setAutoRead(true);
    }

    private void reset() {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        close();
    }

    private void close() {
        disarm();
        channel.close().addListener(closed -> LOG.trace("connection of {} closed", remote));
    }

    private void arm(Duration delay, Runnable action) {
        disarm();
        deadline = channel.eventLoop().schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void disarm() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    /** Once the server has stopped, and closed every connection, there is nothing left to do. */
    private void later(Runnable action) {
        try {
            channel.eventLoop().execute(action);
        } catch (RejectedExecutionException e) {
            LOG.debug("connection of {} is gone: {}", remote, e.getMessage());
        }
    }
}
