package io.casgate.gateway.s3;

import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Request;
import io.casgate.gateway.http.RequestBody;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds requests as the transport hands them over. */
public final class S3Requests {
    private final String method;
    private final String target;
    private final Headers.Builder headers = Headers.builder();
    private byte[] body = new byte[0];
    private int slice = 8192;

    private S3Requests(String method, String target) {
        this.method = method;
        this.target = target;
    }

    /** A request to {@code target}, path and query, of the host gateway.example. */
    public static S3Requests of(String method, String target) {
        return new S3Requests(method, target);
    }

    /** A request to make {@code target} of what {@code source}, bucket and key, has. */
    public static S3Requests copy(String target, String source) {
        return of("PUT", target).header("Content-Length", "0").header("x-amz-copy-source", source);
    }

    public S3Requests header(String name, String value) {
        headers.add(name, value);
        return this;
    }

    /** With a body, whose length is declared. */
    public S3Requests body(byte[] bytes) {
        body = bytes;
        return header("Content-Length", Integer.toString(bytes.length));
    }

    /** The body arrives in pieces of this size. */
    public S3Requests slicedBy(int bytes) {
        slice = bytes;
        return this;
    }

    public Request build() {
        return build(headers.build());
    }

    /** As {@link #build()}, with these headers instead of those that were added. */
    public Request build(Headers complete) {
        int query = target.indexOf('?');
        return new Request(
                "REQUESTID",
                method,
                query < 0 ? target : target.substring(0, query),
                query < 0 ? "" : target.substring(query + 1),
                complete,
                new SlicedBody(body, slice),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711),
                null);
    }

    /** A body that arrives in pieces of one size, each of which is overwritten when the next is asked for. */
    public static final class SlicedBody implements RequestBody {
        private final List<byte[]> pieces = new ArrayList<>();
        private final int length;
        private int next;
        private byte[] current = new byte[0];

        public SlicedBody(byte[] bytes, int slice) {
            this.length = bytes.length;
            for (int at = 0; at < bytes.length; at += slice) {
                pieces.add(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + slice)));
            }
        }

        /** Whether anything was read: whether the client was told to go on. */
        public boolean wasAsked() {
            return next > 0;
        }

        @Override
        public long declaredLength() {
            return length;
        }

        @Override
        public @Nullable ByteBuffer read() {
            Arrays.fill(current, (byte) '!');
            if (next >= pieces.size()) {
                next++;
                return null;
            }
            current = pieces.get(next++).clone();
            return ByteBuffer.wrap(current);
        }
    }
}
