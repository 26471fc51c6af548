package io.casgate.auth;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The forms in which requests tell their time. */
final class RequestTime {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RequestTime() {}

    /** As x-amz-date has it: {@code 20130524T000000Z}. */
    static String basic(Instant time) {
        return BASIC.format(time);
    }

    /** The day of a time in basic form, as a credential scope has it: {@code 20130524}. */
    static String day(String basic) {
        return basic.substring(0, 8);
    }

    static @Nullable Instant parseBasic(String basic) {
        return parse(basic, BASIC);
    }

    /** As the Date header has it: {@code Fri, 24 May 2013 00:00:00 GMT}. */
    static @Nullable Instant parseHttp(String date) {
        return parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
    }

    private static @Nullable Instant parse(String text, DateTimeFormatter format) {
        try {
            return format.parse(text, Instant::from);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
