package io.casgate.bench.s3;

import io.casgate.bench.http.RequestBody;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A body in the aws-chunked framing, in chunks of 64 KiB.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">AWS: signature calculations for
 *     transferring a payload in multiple chunks</a>
 */
final class AwsChunkedBody implements RequestBody {
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int ROOM_FOR_FRAMING = 512;
    private static final String LINE_END = "\r\n";

    private final RequestBody content;
    private final ChunkFraming framing;
    private final ByteBuffer data = ByteBuffer.allocate(CHUNK_BYTES);
    private final ByteBuffer frame =
            ByteBuffer.allocate(CHUNK_BYTES + ROOM_FOR_FRAMING).limit(0);
    private long framed;

    AwsChunkedBody(RequestBody content, ChunkFraming framing) {
        this.content = content;
        this.framing = framing;
    }

    @Override
    public long length() {
        long whole = content.length() / CHUNK_BYTES;
        int rest = (int) (content.length() % CHUNK_BYTES);
        long length = whole * (headLength(CHUNK_BYTES) + CHUNK_BYTES + LINE_END.length());
        if (rest > 0) {
            length += headLength(rest) + rest + LINE_END.length();
        }
        return length + headLength(0) + framing.trailerLength() + LINE_END.length();
    }

    private int headLength(int chunkBytes) {
        return Integer.toHexString(chunkBytes).length() + framing.extensionLength() + LINE_END.length();
    }

    @Override
    public void fill(ByteBuffer out, long offset) {
        while (out.hasRemaining()) {
            if (!frame.hasRemaining()) {
                nextFrame();
            }
            int length = Math.min(out.remaining(), frame.remaining());
            out.put(out.position(), frame, frame.position(), length);
            out.position(out.position() + length);
            frame.position(frame.position() + length);
        }
    }

    private void nextFrame() {
        data.clear().limit((int) Math.min(CHUNK_BYTES, content.length() - framed));
        int length = data.remaining();
        if (length > 0) {
            content.fill(data, framed);
            data.flip();
        }
        frame.clear();
        put(Integer.toHexString(length) + framing.extension(data.duplicate()) + LINE_END);
        frame.put(data);
        put(length == 0 ? framing.trailer() + LINE_END : LINE_END);
        frame.flip();
        framed += length;
    }

    private void put(String text) {
        frame.put(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
