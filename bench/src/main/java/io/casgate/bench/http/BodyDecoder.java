package io.casgate.bench.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Finds the content of one response body in the bytes of the connection. Used once, by one thread. */
abstract sealed class BodyDecoder {
    /**
     * Passes content on and leaves what follows the body in the buffer.
     *
     * @return whether the body is complete
     */
    abstract boolean feed(ByteBuffer in, BodySink sink) throws IOException;

    /** Whether the end of the connection is a legal end of the body. */
    boolean endsWithConnection() {
        return false;
    }

    private static void pass(ByteBuffer in, int length, BodySink sink) throws IOException {
        if (length > 0) {
            sink.accept(in.slice(in.position(), length));
            in.position(in.position() + length);
        }
    }

    /** A body of known length. */
    static final class Sized extends BodyDecoder {
        private long missing;

        Sized(long length) {
            this.missing = length;
        }

        @Override
        boolean feed(ByteBuffer in, BodySink sink) throws IOException {
            int length = (int) Math.min(missing, in.remaining());
            pass(in, length, sink);
            missing -= length;
            return missing == 0;
        }
    }

    /** A body that ends when the server closes the connection. */
    static final class UntilClose extends BodyDecoder {
        @Override
        boolean feed(ByteBuffer in, BodySink sink) throws IOException {
            pass(in, in.remaining(), sink);
            return false;
        }

        @Override
        boolean endsWithConnection() {
            return true;
        }
    }

    /** The chunked transfer coding (RFC 9112, section 7.1); trailer fields are skipped. */
    static final class Chunked extends BodyDecoder {
        private static final int MAX_LINE = 8192;

        private enum State {
            SIZE,
            DATA,
            DATA_END,
            TRAILER,
            DONE
        }

        private final StringBuilder line = new StringBuilder();
        private State state = State.SIZE;
        private long missing;

        @Override
        boolean feed(ByteBuffer in, BodySink sink) throws IOException {
            while (state != State.DONE && in.hasRemaining()) {
                step(in, sink);
            }
            return state == State.DONE;
        }

        private void step(ByteBuffer in, BodySink sink) throws IOException {
            if (state == State.DATA) {
                int length = (int) Math.min(missing, in.remaining());
                pass(in, length, sink);
                missing -= length;
                state = missing == 0 ? State.DATA_END : State.DATA;
            } else if (takeLine(in)) {
                state = afterLine(line.toString());
                line.setLength(0);
            }
        }

        private State afterLine(String text) throws MalformedResponseException {
            return switch (state) {
                case SIZE -> {
                    missing = chunkSize(text);
                    yield missing == 0 ? State.TRAILER : State.DATA;
                }
                case DATA_END -> {
                    if (!text.isEmpty()) {
                        throw new MalformedResponseException("chunk is longer than its size says");
                    }
                    yield State.SIZE;
                }
                case TRAILER -> text.isEmpty() ? State.DONE : State.TRAILER;
                case DATA, DONE -> throw new AssertionError(state);
            };
        }

        private boolean takeLine(ByteBuffer in) throws MalformedResponseException {
            while (in.hasRemaining()) {
                char c = (char) (in.get() & 0xff);
                if (c == '\n') {
                    return true;
                }
                if (c != '\r') {
                    line.append(c);
                }
                if (line.length() > MAX_LINE) {
                    throw new MalformedResponseException("chunk line exceeds " + MAX_LINE + " bytes");
                }
            }
            return false;
        }

        private static long chunkSize(String text) throws MalformedResponseException {
            int extension = text.indexOf(';');
            String digits = (extension < 0 ? text : text.substring(0, extension)).strip();
            try {
                long size = Long.parseLong(digits, 16);
                if (size >= 0 && digits.charAt(0) != '+') {
                    return size;
                }
            } catch (NumberFormatException e) {
                // reported below with the negative sizes
            }
            throw new MalformedResponseException("not a chunk size: " + text);
        }
    }
}
