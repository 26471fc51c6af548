package io.casgate.bench.s3;

import io.casgate.bench.data.Dataset;
import io.casgate.bench.http.BodySink;
import io.casgate.bench.http.HttpConnection;
import io.casgate.bench.http.RequestBody;
import io.casgate.bench.http.ResponseHead;
import io.casgate.bench.http.StallWatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection's worth of S3 client: each call sends one request and waits for its answer. For one thread. */
public final class S3Client implements AutoCloseable {
    private static final Pattern ERROR_CODE = Pattern.compile("<Code>([^<]+)</Code>");
    private static final int CHECK_BYTES = 64 * 1024;
    private static final int MAX_ERROR_BYTES = 4096;

    private final S3Endpoint endpoint;
    private final RequestSigner signer;
    private final HttpConnection connection;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(CHECK_BYTES);

    /** Connects at the first request; {@code timeLimit} is for one request, to the last byte of its answer. */
    public S3Client(S3Endpoint endpoint, RequestSigner signer, StallWatch watch, Duration timeLimit) {
        this.endpoint = endpoint;
        this.signer = signer;
        this.connection = new HttpConnection(endpoint.address(), watch, timeLimit);
    }

    /** Creates the bucket; one that is there already is fine. */
    public Answer createBucket(String bucket) {
        Answer answer = send(S3Request.ofBucket("PUT", bucket), RequestBody.EMPTY, new Discard());
        boolean present = answer instanceof Answer.Failure(String reason, String detail)
                && (reason.equals("BucketAlreadyOwnedByYou") || reason.equals("BucketAlreadyExists"));
        return present ? new Answer.Success(0) : answer;
    }

    public Answer put(String bucket, String key, Dataset.Content content) {
        return send(S3Request.ofObject("PUT", bucket, key), new ContentBody(content), new Discard());
    }

    /** Reads the whole object and checks it. */
    public Answer get(String bucket, String key, Dataset.Content expected, Verification verification) {
        BodyCheck check = new BodyCheck(expected, verification, scratch);
        return send(S3Request.ofObject("GET", bucket, key), RequestBody.EMPTY, new Checked(check, expected.size()));
    }

    public Answer head(String bucket, String key) {
        return send(S3Request.ofObject("HEAD", bucket, key), RequestBody.EMPTY, new Discard());
    }

    public Answer delete(String bucket, String key) {
        return send(S3Request.ofObject("DELETE", bucket, key), RequestBody.EMPTY, new Discard());
    }

    /** One page of ListObjectsV2. */
    public Answer list(String bucket, String prefix, int maxKeys) {
        return send(S3Request.listing(bucket, prefix, maxKeys), RequestBody.EMPTY, new Discard());
    }

    private Answer send(S3Request request, RequestBody content, Reception reception) {
        try {
            RequestSigner.Signed signed = signer.sign(request, endpoint.host(), content);
            ErrorText errorText = new ErrorText();
            ResponseHead response = connection.exchange(
                    request.method(),
                    head(request, signed),
                    signed.body(),
                    head -> isSuccess(head) ? reception.sink() : errorText);
            return isSuccess(response)
                    ? new Answer.Success(content.length() + reception.finish())
                    : errorText.failure(response.status());
        } catch (IOException e) {
            return new Answer.Failure(e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
        }
    }

    private static String head(S3Request request, RequestSigner.Signed signed) {
        StringBuilder head = new StringBuilder(512);
        head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
        signed.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (request.method().equals("PUT")) {
            head.append("content-length: ").append(signed.body().length()).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    private static boolean isSuccess(ResponseHead head) {
        return head.status() / 100 == 2;
    }

    @Override
    public void close() {
        connection.close();
    }

    /** What becomes of a successful answer's body. */
    private sealed interface Reception {
        BodySink sink();

        /** Judges the body at its end; returns its bytes as far as they are payload. */
        long finish() throws IOException;
    }

    private record Discard() implements Reception {
        @Override
        public BodySink sink() {
            return BodySink.discarding();
        }

        @Override
        public long finish() {
            return 0;
        }
    }

    private record Checked(BodyCheck check, long bytes) implements Reception {
        @Override
        public BodySink sink() {
            return check;
        }

        @Override
        public long finish() throws IOException {
            check.requireComplete();
            return bytes;
        }
    }

    /** Keeps the beginning of an error document. */
    private static final class ErrorText implements BodySink {
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();

        @Override
        public void accept(ByteBuffer piece) {
            byte[] kept = new byte[Math.min(piece.remaining(), MAX_ERROR_BYTES - text.size())];
            piece.get(kept);
            text.writeBytes(kept);
            piece.position(piece.limit());
        }

        Answer.Failure failure(int status) {
            String document = text.toString(StandardCharsets.UTF_8);
            Matcher code = ERROR_CODE.matcher(document);
            return new Answer.Failure(code.find() ? code.group(1) : "HTTP " + status, status + " " + document);
        }
    }
}
