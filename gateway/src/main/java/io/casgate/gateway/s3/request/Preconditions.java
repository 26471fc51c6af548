package io.casgate.gateway.s3.request;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The conditions under which an object is read. Times compare in whole seconds, as Last-Modified has no more.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2">RFC 9110, 13.2.2: precedence</a>
 */
public record Preconditions(
        @Nullable EntityTags ifMatch,
        @Nullable EntityTags ifNoneMatch,
        @Nullable Instant ifModifiedSince,
        @Nullable Instant ifUnmodifiedSince) {
    public static final Preconditions NONE = new Preconditions(null, null, null, null);

    /** Reads the headers whose names begin with {@code namePrefix}: empty, or x-amz-copy-source-. */
    public static Preconditions parse(Fields fields, String namePrefix) {
        return new Preconditions(
                fields.entityTags(namePrefix + "If-Match"),
                fields.entityTags(namePrefix + "If-None-Match"),
                fields.date(namePrefix + "If-Modified-Since"),
                fields.date(namePrefix + "If-Unmodified-Since"));
    }

    /** What the conditions make of an object. */
    public enum Outcome {
        PROCEED,
        NOT_MODIFIED,
        FAILED
    }

    /**
     * The name of the condition that led to an outcome other than {@link Outcome#PROCEED}.
     *
     * @param namePrefix what the names begin with: empty, or x-amz-copy-source-
     */
    public String failing(Outcome outcome, String namePrefix) {
        return namePrefix
                + switch (outcome) {
                    case FAILED -> ifMatch == null ? "If-Unmodified-Since" : "If-Match";
                    case NOT_MODIFIED, PROCEED -> ifNoneMatch == null ? "If-Modified-Since" : "If-None-Match";
                };
    }

    /** If-Match overrules If-Unmodified-Since, and If-None-Match overrules If-Modified-Since. */
    public Outcome evaluate(String etag, Instant lastModified) {
        Instant modified = lastModified.truncatedTo(ChronoUnit.SECONDS);
        if (ifMatch != null) {
            if (!ifMatch.match(etag)) {
                return Outcome.FAILED;
            }
        } else if (ifUnmodifiedSince != null && modified.isAfter(ifUnmodifiedSince)) {
            return Outcome.FAILED;
        }
        if (ifNoneMatch != null) {
            return ifNoneMatch.match(etag) ? Outcome.NOT_MODIFIED : Outcome.PROCEED;
        }
        return ifModifiedSince != null && !modified.isAfter(ifModifiedSince) ? Outcome.NOT_MODIFIED : Outcome.PROCEED;
    }
}
