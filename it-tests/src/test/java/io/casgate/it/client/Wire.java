package io.casgate.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.auth.SigV4Signer;
import io.casgate.it.client.RawClient.Answer;
import io.casgate.it.gateway.Gateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Signed requests to one bucket on one connection, each answered before the next. Keys are written as they go over the
 * wire; none, or one that begins with a question mark, makes it a request to the bucket itself.
 */
public final class Wire implements AutoCloseable {
    private final RawClient raw;
    private final String bucket;

    private Wire(RawClient raw, String bucket) {
        this.raw = raw;
        this.bucket = bucket;
    }

    public static Wire connect(Gateway gateway, String bucket) {
        try {
            return new Wire(RawClient.connect(gateway), bucket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Request put(String key) {
        return new Request("PUT", key);
    }

    public Request get(String key) {
        return new Request("GET", key);
    }

    public Request head(String key) {
        return new Request("HEAD", key);
    }

    public Request post(String key) {
        return new Request("POST", key);
    }

    public Request delete(String key) {
        return new Request("DELETE", key);
    }

    /** The connection, for what a well-behaved client does not do. */
    public RawClient raw() {
        return raw;
    }

    /** Path and query of a key in the bucket. */
    public String target(String key) {
        return "/" + bucket + (key.isEmpty() || key.startsWith("?") ? key : "/" + key);
    }

    @Override
    public void close() {
        try {
            raw.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request that is being put together. */
    public final class Request {
        private final String method;
        private final String key;
        private final Map<String, String> headers = new TreeMap<>();
        private String payload = SigV4Signer.UNSIGNED_PAYLOAD;
        private byte[] body = new byte[0];

        private Request(String method, String key) {
            this.method = method;
            this.key = key;
        }

        public Request header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        public Request body(String text) {
            return body(text.getBytes(StandardCharsets.UTF_8));
        }

        public Request body(byte[] bytes) {
            body = bytes;
            return this;
        }

        /** A document, with the Content-MD5 that some operations want to see. */
        public Request document(String xml) {
            body(xml);
            return header("content-md5", Sums.md5(body));
        }

        /** What x-amz-content-sha256 says, if not that the payload is not signed. */
        public Request payload(String declared) {
            payload = declared;
            return this;
        }

        /** The body in aws-chunked framing without signatures, with one trailer at its end. */
        public Request framed(byte[] data, String trailer, String value) {
            header("x-amz-decoded-content-length", Integer.toString(data.length));
            header("x-amz-trailer", trailer);
            return payload(SigV4Signer.STREAMING_UNSIGNED_TRAILER).body(frame(data, trailer + ":" + value + "\r\n"));
        }

        /** Sends it, reads the answer, and wants to see this status. */
        public Answer expect(int status) {
            Answer answer = answer();
            assertThat(answer.status())
                    .as("%s %s: %s", method, target(key), answer.body())
                    .isEqualTo(status);
            return answer;
        }

        /** Sends it, and wants to see an error of this status and code, with a message for people. */
        public Answer refused(int status, String code) {
            Answer answer = expect(status);
            assertThat(answer.element("Code")).isEqualTo(code);
            assertThat(answer.element("Message")).isNotBlank();
            return answer;
        }

        public Answer answer() {
            if (!headers.containsKey("transfer-encoding")) {
                header("content-length", Integer.toString(body.length));
            }
            try {
                raw.send(raw.sign(method, target(key), payload, headers)).send(body);
                return method.equals("HEAD") ? raw.head() : raw.answer();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** One chunk of {@code data}, the empty one, and the lines of trailers. */
    public static byte[] frame(byte[] data, String trailers) {
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        framed.writeBytes(ascii(Integer.toHexString(data.length) + "\r\n"));
        framed.writeBytes(data);
        framed.writeBytes(ascii("\r\n0\r\n" + trailers + "\r\n"));
        return framed.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
