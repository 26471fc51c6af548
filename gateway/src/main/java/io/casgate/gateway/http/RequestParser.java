package io.casgate.gateway.http;

import static io.casgate.gateway.http.MalformedRequestException.malformed;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a connection's bytes into requests: RFC 9112, read strictly (every line ends in CRLF, chunk sizes are plain hex
 * digits). It holds no bytes itself: what it cannot use yet stays in the buffer. Used by one thread.
 */
final class RequestParser {
    /** A piece of a request, in the order head, data, end. */
    sealed interface Frame {
        record Head(RequestHead head) implements Frame {}

        /** Some of the body; who takes it releases it. */
        record Data(ByteBuf bytes) implements Frame {}

        /** The end of the body; also comes, right after the head, when there is no body. */
        record End() implements Frame {}
    }

    private static final Frame END = new Frame.End();
    private static final int MAX_CHUNK_LINE = 1024;
    private static final int MAX_TRAILER = 8 * 1024;

    private enum State {
        HEAD,
        FIXED,
        CHUNK_SIZE,
        CHUNK_DATA,
        CHUNK_END,
        TRAILER
    }

    private final int maxLine;
    private final int maxHead;
    private State state = State.HEAD;
    /** Bytes left of the fixed body or of the chunk. */
    private long remaining;
    /** While a head or trailer is incomplete: how many of its bytes were looked at, and where its last line starts. */
    private int scanned;

    private int lineStart;
    /** The empty line that may come before a request has come. */
    private boolean emptyLineSeen;

    RequestParser(int maxLine, int maxHeaders) {
        this.maxLine = maxLine;
        this.maxHead = maxLine + maxHeaders;
    }

    /**
     * The next frame, or null when it needs more bytes than {@code in} has.
     *
     * @throws MalformedRequestException when the bytes cannot be framed; no further call makes sense
     */
    @Nullable
    Frame next(ByteBuf in) {
        return switch (state) {
            case HEAD -> head(in);
            case FIXED -> remaining == 0 ? end() : data(in);
            case CHUNK_SIZE -> chunkSize(in) ? next(in) : null;
            case CHUNK_DATA -> remaining == 0 ? endOfChunk(in) : data(in);
            case CHUNK_END -> endOfChunk(in);
            case TRAILER -> trailer(in);
        };
    }

    private @Nullable Frame head(ByteBuf in) {
        skipLeadingEmptyLine(in);
        int length = section(in, maxHead, Refusal.HEADERS_TOO_LARGE);
        if (length < 0) {
            return null;
        }
        RequestHead head = RequestHead.parse(takeText(in, length));
        remaining = Math.max(0, head.bodyLength());
        state = head.bodyLength() == RequestBody.CHUNKED ? State.CHUNK_SIZE : State.FIXED;
        return new Frame.Head(head);
    }

    /** RFC 9112, section 2.2: one may come after the body of the request before. */
    private void skipLeadingEmptyLine(ByteBuf in) {
        if (!emptyLineSeen
                && lineStart == 0
                && in.readableBytes() >= 2
                && in.getShort(in.readerIndex()) == ('\r' << 8 | '\n')) {
            in.skipBytes(2);
            scanned = 0;
            emptyLineSeen = true;
        }
    }

    /**
     * Looks for the empty line that ends a head or trailer, from where the last look ended.
     *
     * @return the bytes up to and including that line, or -1 when it is not there yet
     */
    private int section(ByteBuf in, int limit, Refusal tooLong) {
        int base = in.readerIndex();
        while (true) {
            int lineFeed = in.indexOf(base + scanned, in.writerIndex(), (byte) '\n');
            int end = lineFeed < 0 ? in.readableBytes() : lineFeed + 1 - base;
            requireWithin(end, limit, tooLong);
            scanned = end;
            if (lineFeed < 0) {
                return -1;
            }
            requireCarriageReturn(in, lineFeed);
            if (end - lineStart == 2) {
                scanned = 0;
                lineStart = 0;
                return end;
            }
            lineStart = end;
        }
    }

    private void requireWithin(int end, int limit, Refusal tooLong) {
        if (state == State.HEAD && lineStart == 0 && end > maxLine) {
            throw new MalformedRequestException(
                    Refusal.REQUEST_LINE_TOO_LONG, "The request line is longer than " + maxLine + " bytes.");
        }
        if (end > limit) {
            throw new MalformedRequestException(tooLong, "The header fields are larger than " + limit + " bytes.");
        }
    }

    private static void requireCarriageReturn(ByteBuf in, int lineFeed) {
        if (lineFeed == in.readerIndex() || in.getByte(lineFeed - 1) != '\r') {
            throw malformed("A line ends in LF without CR.");
        }
    }

    /** The section's lines without the empty one at its end. */
    private static String takeText(ByteBuf in, int length) {
        if (length == 2) {
            throw malformed("The request line is empty.");
        }
        String text = in.toString(in.readerIndex(), length - 2, StandardCharsets.ISO_8859_1);
        in.skipBytes(length);
        return text;
    }

    private @Nullable Frame data(ByteBuf in) {
        int length = (int) Math.min(in.readableBytes(), remaining);
        if (length == 0) {
            return null;
        }
        remaining -= length;
        return new Frame.Data(in.readRetainedSlice(length));
    }

    private Frame end() {
        state = State.HEAD;
        emptyLineSeen = false;
        return END;
    }

    /** Reads a chunk's size line (extensions are skipped); false when it is not there yet. */
    private boolean chunkSize(ByteBuf in) {
        int lineFeed = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
        int length = (lineFeed < 0 ? in.writerIndex() : lineFeed) - in.readerIndex();
        if (length > MAX_CHUNK_LINE) {
            throw malformed("A chunk's size line is longer than " + MAX_CHUNK_LINE + " bytes.");
        }
        if (lineFeed < 0) {
            return false;
        }
        requireCarriageReturn(in, lineFeed);
        remaining = parseChunkSize(in.readCharSequence(length - 1, StandardCharsets.ISO_8859_1));
        in.skipBytes(2);
        state = remaining == 0 ? State.TRAILER : State.CHUNK_DATA;
        return true;
    }

    private static long parseChunkSize(CharSequence line) {
        long size = 0;
        int i = 0;
        for (; i < line.length() && Character.digit(line.charAt(i), 16) >= 0; i++) {
            size = size << 4 | Character.digit(line.charAt(i), 16);
        }
        boolean extensionOrEnd = i == line.length() || line.charAt(i) == ';';
        if (i == 0 || i > 15 || !extensionOrEnd || line.chars().anyMatch(c -> c < ' ' && c != '\t')) {
            throw malformed("A chunk's size is not a hexadecimal number.");
        }
        return size;
    }

    private @Nullable Frame endOfChunk(ByteBuf in) {
        state = State.CHUNK_END;
        if (in.readableBytes() < 2) {
            return null;
        }
        if (in.readByte() != '\r' || in.readByte() != '\n') {
            throw malformed("A chunk is not followed by CRLF.");
        }
        state = State.CHUNK_SIZE;
        return next(in);
    }

    /** Trailer fields of the transfer coding say nothing in S3 (its trailers are part of aws-chunked): skipped. */
    private @Nullable Frame trailer(ByteBuf in) {
        int length = section(in, MAX_TRAILER, Refusal.MALFORMED);
        if (length < 0) {
            return null;
        }
        in.skipBytes(length);
        return end();
    }
}
