package io.casgate.bench.s3;

/** How one request ended. */
public sealed interface Answer {
    /**
     * As hoped for.
     *
     * @param bytes of payload moved, in either direction
     */
    record Success(long bytes) implements Answer {}

    /**
     * Refused, broken off or wrong.
     *
     * @param reason an S3 error code or an exception's name, to count by
     * @param detail for people
     */
    record Failure(String reason, String detail) implements Answer {}
}
