package io.casgate.gateway.s3.request;

import io.casgate.gateway.s3.error.S3Error;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a body before it comes.
 *
 * @param length bytes of the payload, any framing taken off
 * @param bound what {@code length} says of them
 */
public record BodyDeclaration(long length, Bound bound, ContentChecks checks) {
    /** How a length is meant. */
    public enum Bound {
        EXACT,
        /** It turns out at the end of the body. */
        AT_MOST
    }

    /** The most that may come in one piece: 5 GiB. */
    public static final long MAX_UPLOAD = 5L << 30;

    private static final String DECODED_LENGTH = "x-amz-decoded-content-length";

    public BodyDeclaration(long length, ContentChecks checks) {
        this(length, Bound.EXACT, checks);
    }

    public static BodyDeclaration parse(Fields fields) {
        return new BodyDeclaration(lengthIn(fields), ContentChecks.parse(fields));
    }

    /** A document's, whose x-amz-checksum- headers are about something else. */
    public static BodyDeclaration parseDocument(Fields fields) {
        return new BodyDeclaration(lengthIn(fields), ContentChecks.parseDocument(fields));
    }

    /** As {@link #parse}, of a document whose content must be vouched for. */
    public static BodyDeclaration parseVouched(Fields fields) {
        BodyDeclaration declaration = parse(fields);
        if (!declaration.checks.any()) {
            throw S3Error.INVALID_REQUEST.exception(
                    "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }
        return declaration;
    }

    /** A document's that may be missing: null then. */
    public static @Nullable BodyDeclaration parseOptional(Fields fields) {
        boolean declared =
                fields.headers().contains("Content-Length") || fields.headers().contains("Transfer-Encoding");
        return !declared || lengthIn(fields) == 0 ? null : parse(fields);
    }

    /**
     * As {@link #parse}, within the limit on what one request may upload; in HTTP's chunked transfer coding, the length
     * need not be told.
     */
    public static BodyDeclaration parseUpload(Fields fields) {
        if (isChunked(fields) && !isFramed(fields) && fields.header(DECODED_LENGTH) == null) {
            return new BodyDeclaration(MAX_UPLOAD, Bound.AT_MOST, ContentChecks.parse(fields));
        }
        BodyDeclaration declaration = parse(fields);
        requireUploadable(declaration.length);
        return declaration;
    }

    /** Refuses what is longer than one request may upload. */
    public static void requireUploadable(long length) {
        requireAtMost(length, MAX_UPLOAD);
    }

    /** Refuses an upload of more bytes than {@code most}. */
    public static void requireAtMost(long length, long most) {
        if (length > most) {
            throw S3Error.ENTITY_TOO_LARGE
                    .exception("Your proposed upload exceeds the maximum allowed size")
                    .with("ProposedSize", Long.toString(length))
                    .with("MaxSizeAllowed", Long.toString(most));
        }
    }

    private static boolean isFramed(Fields fields) {
        String sha256 = fields.header("x-amz-content-sha256");
        return sha256 != null && sha256.startsWith("STREAMING-");
    }

    private static boolean isChunked(Fields fields) {
        return fields.headers().contains("Transfer-Encoding");
    }

    /** In aws-chunked framing and in HTTP's chunked transfer coding, Content-Length does not say it. */
    private static long lengthIn(Fields fields) {
        String header = isFramed(fields) || isChunked(fields) ? DECODED_LENGTH : "Content-Length";
        String value = fields.header(header);
        if (value == null) {
            throw S3Error.MISSING_CONTENT_LENGTH.exception();
        }
        if (!value.matches("\\d{1,18}")) {
            throw Fields.invalid("Not a length", header, value);
        }
        return Long.parseLong(value);
    }
}
