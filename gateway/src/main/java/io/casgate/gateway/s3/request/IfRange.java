package io.casgate.gateway.s3.request;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * By what a client knows the object of which it has a part already, so that a range of another is not put behind it.
 *
 * @param etag unquoted; null when it is known by {@code date}, or by nothing that could hold
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.5">RFC 9110, 13.1.5: If-Range</a>
 */
public record IfRange(@Nullable String etag, @Nullable Instant date) {
    public static IfRange parse(String header) {
        Instant date = HttpDates.parse(header);
        boolean weak = header.startsWith("W/");
        return new IfRange(date != null || weak ? null : EntityTags.unquote(header), date);
    }

    /** Whether an object is the one. Unlike other conditions, this one compares strongly: dates must be the same. */
    boolean holds(String objectEtag, Instant lastModified) {
        return date == null
                ? objectEtag.equals(etag)
                : lastModified.truncatedTo(ChronoUnit.SECONDS).equals(date);
    }
}
