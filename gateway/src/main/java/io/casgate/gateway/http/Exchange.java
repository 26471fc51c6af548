package io.casgate.gateway.http;

import io.casgate.gateway.http.CompletedExchange.Outcome;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One request and its answer, run on a virtual thread of its own. */
final class Exchange implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    /** Told on the exchange's thread, as its last act. */
    interface End {
        void ended(Verdict verdict);
    }

    /** What becomes of the connection. */
    enum Verdict {
        /** The next request may come, once the rest of this one's body is skipped. */
        KEEP,
        /** The response said that it is the last. */
        CLOSE,
        /** The response is not whole: nobody may take it for whole. */
        RESET
    }

    /**
     * What was asked, as far as it could be read.
     *
     * @param answer called once, on the exchange's thread
     */
    record Question(
            String id,
            InetSocketAddress remote,
            String method,
            String path,
            boolean persistent,
            Supplier<Response> answer) {}

    private final HttpServer server;
    private final Channel channel;
    private final Question question;
    private final IncomingBody body;
    private final End end;
    private final long started = System.nanoTime();

    Exchange(HttpServer server, Channel channel, Question question, IncomingBody body, End end) {
        this.server = server;
        this.channel = channel;
        this.question = question;
        this.body = body;
        this.end = end;
    }

    IncomingBody body() {
        return body;
    }

    @Override
    public void run() {
        Verdict verdict = Verdict.RESET;
        try {
            MDC.put("request", question.id());
            verdict = respond(answer());
        } catch (BodyException e) {
            LOG.debug("request {} not answered: {}", question.id(), e.getMessage());
            server.listener()
                    .completed(completed(
                            Response.empty(CompletedExchange.CLIENT_GONE, Headers.EMPTY), 0, Outcome.ABORTED));
        } finally {
            end.ended(verdict);
        }
    }

    private Response answer() {
        try {
            return question.answer().get();
        } catch (BodyException e) {
            return switch (e.reason()) {
                case DISCONNECTED -> throw e;
                case TIMED_OUT -> refusal(Refusal.TIMED_OUT, e);
                case INCOMPLETE, MALFORMED -> refusal(Refusal.MALFORMED, e);
            };
        } catch (RuntimeException | Error e) {
            LOG.error("request {} failed: {} {}", question.id(), question.method(), question.path(), e);
            return failed();
        }
    }

    private Response refusal(Refusal refusal, BodyException cause) {
        return server.refusals().render(refusal, String.valueOf(cause.getMessage()), question.id());
    }

    private Response failed() {
        return server.refusals().render(Refusal.HANDLER_FAILED, "The request failed.", question.id());
    }

    private Verdict respond(Response response) {
        boolean persistent = question.persistent() && isReusable();
        ResponseWriter writer = new ResponseWriter(
                channel,
                new SendWindow(
                        server.settings().limits().responseWindow(),
                        server.settings().timeouts().write()),
                new ResponseWriter.Framing(question.id(), server.hostId(), question.method(), persistent));
        Sendable sendable = render(writer, response);
        Outcome outcome = send(writer, sendable);
        server.listener().completed(completed(sendable.response(), writer.contentBytes(), outcome));
        if (outcome == Outcome.ABORTED) {
            return Verdict.RESET;
        }
        return persistent ? Verdict.KEEP : Verdict.CLOSE;
    }

    /**
     * A client that waits for 100 Continue and gets a final status may or may not send its body: what comes next on the
     * connection cannot be known (RFC 9110, section 10.1.1). A long unread body costs more than a new connection.
     */
    private boolean isReusable() {
        boolean undecided = body.startsOnDemand() && !body.wasRead();
        return !undecided
                && !server.isStopping()
                && body.outstanding() <= server.settings().limits().drain();
    }

    /** A response and what {@link ResponseWriter#head} made of it. */
    @SuppressWarnings("ArrayRecordComponent") // lives between two lines; never compared
    private record Sendable(byte[] head, Response response) {}

    private Sendable render(ResponseWriter writer, Response response) {
        try {
            return new Sendable(writer.head(response, server.clock().instant()), response);
        } catch (IllegalArgumentException e) {
            LOG.error("request {} failed: {} {}", question.id(), question.method(), question.path(), e);
            response.body().close();
            return new Sendable(writer.head(failed(), server.clock().instant()), failed());
        }
    }

    private Outcome send(ResponseWriter writer, Sendable sendable) {
        try {
            writer.send(sendable.head(), sendable.response());
            return Outcome.SENT;
        } catch (IOException e) {
            LOG.debug("response {} cut off: {}", question.id(), e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.error("response {} cut off: {} {}", question.id(), question.method(), question.path(), e);
        }
        return Outcome.ABORTED;
    }

    private CompletedExchange completed(Response response, long bytesOut, Outcome outcome) {
        return new CompletedExchange(
                question.id(),
                question.remote(),
                question.method(),
                question.path(),
                response.operation(),
                response.status(),
                body.consumed(),
                bytesOut,
                Duration.ofNanos(System.nanoTime() - started),
                outcome);
    }
}
