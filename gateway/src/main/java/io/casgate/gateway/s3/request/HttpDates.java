package io.casgate.gateway.s3.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The dates of headers (RFC 9110, section 5.6.7) and of S3's XML. */
public final class HttpDates {
    private static final DateTimeFormatter IMF_FIXDATE = pattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'");
    private static final List<DateTimeFormatter> ACCEPTED = List.of(
            IMF_FIXDATE,
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.US)
                    .withZone(ZoneOffset.UTC),
            pattern("EEE MMM ppd HH:mm:ss uuuu"),
            DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ISO_OFFSET_DATE_TIME);

    private HttpDates() {}

    /** As in Last-Modified: {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
    public static String header(Instant instant) {
        return IMF_FIXDATE.format(instant);
    }

    /** As in listings: {@code 1994-11-06T08:49:37.000Z}. Whole seconds, so that it agrees with the header. */
    public static String xml(Instant instant) {
        String seconds = instant.truncatedTo(ChronoUnit.SECONDS).toString();
        return seconds.substring(0, seconds.length() - 1) + ".000Z";
    }

    /** The instant that a client names in a header, or null when that is no date. */
    public static @Nullable Instant parse(String text) {
        return ACCEPTED.stream()
                .map(format -> parse(format, text.strip()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Instant parse(DateTimeFormatter format, String text) {
        try {
            return format.parse(text, Instant::from);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US).withZone(ZoneOffset.UTC);
    }
}
