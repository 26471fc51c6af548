package io.casgate.gateway.s3.body;

import io.casgate.gateway.http.RequestBody;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A body in aws-chunked framing, which is not HTTP's chunked transfer coding but lies inside the body:
 *
 * <pre>
 * body    = *( size [ ";chunk-signature=" hex ] CRLF octets CRLF )
 *           "0" [ ";chunk-signature=" hex ] CRLF
 *           *( name ":" value CRLF )
 *           CRLF
 * </pre>
 *
 * Anything else is IncompleteBody. Bytes are handed out as they arrive, before their chunk's signature is verified; the
 * end is reported only after every signature was.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">AWS: signature
 *     calculations with trailing headers</a>
 */
public final class ChunkedPayload implements Payload {
    private static final int MAX_LINE = 4096;
    private static final int MAX_TRAILERS = 16;
    private static final String SIGNATURE_EXTENSION = "chunk-signature=";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final RequestBody body;
    private final long length;
    private final ChunkSignatures signatures;
    private final Set<String> declaredTrailers;
    private Map<String, String> trailers = Map.of();

    private ByteBuffer input = NOTHING;
    private long handedOut;
    private @Nullable Chunk chunk;
    private boolean finished;

    /**
     * The payload in {@code body}.
     *
     * @param length x-amz-decoded-content-length
     * @param declaredTrailers the names in x-amz-trailer, in lower case: these must come, and no others
     */
    ChunkedPayload(RequestBody body, long length, ChunkSignatures signatures, Set<String> declaredTrailers) {
        this.body = body;
        this.length = length;
        this.signatures = signatures;
        this.declaredTrailers = Set.copyOf(declaredTrailers);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public Map<String, String> trailers() {
        return trailers;
    }

    @Override
    public @Nullable ByteBuffer read() {
        while (!finished) {
            if (chunk == null) {
                chunk = readChunkHeader();
            }
            if (chunk.remaining > 0) {
                return readData(chunk);
            }
            boolean last = chunk.size == 0;
            if (!last) {
                expectEmptyLine();
            }
            signatures.endChunk(chunk.signature);
            chunk = null;
            if (last) {
                finish();
            }
        }
        return null;
    }

    private ByteBuffer readData(Chunk current) {
        ByteBuffer available = available();
        int take = (int) Math.min(current.remaining, available.remaining());
        ByteBuffer data = available.slice(available.position(), take);
        available.position(available.position() + take);
        current.remaining -= take;
        signatures.update(data);
        return data;
    }

    private Chunk readChunkHeader() {
        String header = readLine();
        int semicolon = header.indexOf(';');
        String digits = semicolon < 0 ? header : header.substring(0, semicolon);
        if (!digits.matches("[0-9a-fA-F]{1,15}") || header.chars().anyMatch(c -> c < ' ')) {
            throw malformed("a chunk does not begin with a line that has its size");
        }
        long size = Long.parseLong(digits, 16);
        handedOut += size;
        if (handedOut > length) {
            throw malformed("its chunks hold more bytes than x-amz-decoded-content-length says");
        }
        return new Chunk(size, semicolon < 0 ? null : signatureIn(header.substring(semicolon + 1)));
    }

    private static @Nullable String signatureIn(String extension) {
        return extension.startsWith(SIGNATURE_EXTENSION) ? extension.substring(SIGNATURE_EXTENSION.length()) : null;
    }

    private void finish() {
        if (handedOut < length) {
            throw malformed("its chunks hold fewer bytes than x-amz-decoded-content-length says");
        }
        Map<String, String> found = readTrailers();
        if (body.read() != null || input.hasRemaining()) {
            throw malformed("it goes on after its last chunk");
        }
        String signature = found.remove(TRAILER_SIGNATURE);
        signatures.endTrailers(found, signature);
        if (!found.keySet().equals(declaredTrailers)) {
            throw S3Error.MALFORMED_TRAILER.exception();
        }
        trailers = Collections.unmodifiableMap(found);
        finished = true;
    }

    private Map<String, String> readTrailers() {
        Map<String, String> found = new LinkedHashMap<>();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            int colon = line.indexOf(':');
            if (colon < 1 || found.size() == MAX_TRAILERS) {
                throw S3Error.MALFORMED_TRAILER.exception();
            }
            String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            if (found.put(name, line.substring(colon + 1).strip()) != null) {
                throw S3Error.MALFORMED_TRAILER.exception();
            }
        }
        return found;
    }

    private void expectEmptyLine() {
        if (!readLine().isEmpty()) {
            throw malformed("a chunk is longer than its header says");
        }
    }

    /** What comes before the next CRLF. */
    private String readLine() {
        StringBuilder line = new StringBuilder();
        while (line.length() < MAX_LINE) {
            char c = (char) (available().get() & 0xFF);
            int end = line.length() - 1;
            if (c == '\n' && end >= 0 && line.charAt(end) == '\r') {
                line.setLength(end);
                return line.toString();
            }
            line.append(c);
        }
        throw malformed("a chunk's header or a trailer is too long");
    }

    /** The input, with at least one byte left. */
    private ByteBuffer available() {
        while (!input.hasRemaining()) {
            ByteBuffer next = body.read();
            if (next == null) {
                throw malformed("it ends too early");
            }
            input = next;
        }
        return input;
    }

    private static S3Exception malformed(String why) {
        return S3Error.INCOMPLETE_BODY.exception("The request body is not valid aws-chunked: " + why + ".");
    }

    private static final class Chunk {
        final long size;
        final @Nullable String signature;
        long remaining;

        Chunk(long size, @Nullable String signature) {
            this.size = size;
            this.signature = signature;
            this.remaining = size;
        }
    }
}
