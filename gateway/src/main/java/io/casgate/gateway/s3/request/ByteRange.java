package io.casgate.gateway.s3.request;

import io.casgate.gateway.s3.error.S3Error;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One range of bytes that a client asks for (RFC 9110, section 14.1.2). */
public sealed interface ByteRange {
    /** From {@code first} to the end. */
    record From(long first) implements ByteRange {}

    /** From {@code first} to {@code last}, both included. */
    record Between(long first, long last) implements ByteRange {}

    /** The last {@code length} bytes. */
    record Suffix(long length) implements ByteRange {}

    /** A range that lies in a body: {@code length} bytes from {@code offset}. */
    record Resolved(long offset, long length) {
        /** As in Content-Range. */
        public String contentRange(long size) {
            return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
        }
    }

    /** As AWS, an unknown unit, several ranges and nonsense count as no range at all: null. */
    public static @Nullable ByteRange parse(String header) {
        Matcher range = Syntax.RANGE.matcher(header.strip());
        if (!range.matches()) {
            return null;
        }
        String first = range.group(1);
        String last = range.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? null : new Suffix(Syntax.position(last));
        }
        if (last.isEmpty()) {
            return new From(Syntax.position(first));
        }
        Between between = new Between(Syntax.position(first), Syntax.position(last));
        return between.first > between.last ? null : between;
    }

    /**
     * Where the range lies in a body of {@code size} bytes.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception InvalidRange when no byte of it does
     */
    default Resolved resolve(long size) {
        long offset = switch (this) {
            case From from -> from.first;
            case Between between -> between.first;
            case Suffix suffix -> suffix.length == 0 ? size : Math.max(0, size - suffix.length);
        };
        if (offset >= size) {
            throw S3Error.INVALID_RANGE
                    .exception()
                    .withHeader("Content-Range", "bytes */" + size)
                    .with("RangeRequested", header())
                    .with("ActualObjectSize", Long.toString(size));
        }
        long end = this instanceof Between between ? Math.min(between.last, size - 1) : size - 1;
        return new Resolved(offset, end - offset + 1);
    }

    /** As in Range. */
    private String header() {
        return switch (this) {
            case From from -> "bytes=" + from.first + "-";
            case Between between -> "bytes=" + between.first + "-" + between.last;
            case Suffix suffix -> "bytes=-" + suffix.length;
        };
    }

    /** What ranges are made of on the wire. */
    final class Syntax {
        private static final Pattern RANGE = Pattern.compile("bytes\\s*=\\s*(\\d*)\\s*-\\s*(\\d*)");
        private static final int LONG_DIGITS = 18;

        private Syntax() {}

        /** Positions beyond any object are alike. */
        private static long position(String digits) {
            String significant = digits.replaceFirst("^0+(?=.)", "");
            return significant.length() > LONG_DIGITS ? Long.MAX_VALUE : Long.parseLong(significant);
        }
    }
}
