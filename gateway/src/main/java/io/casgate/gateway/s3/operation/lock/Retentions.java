package io.casgate.gateway.s3.operation.lock;

import io.casgate.catalog.ObjectLock.Bypass;
import io.casgate.catalog.ObjectLock.Mode;
import io.casgate.catalog.ObjectLock.Retention;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.xml.XmlElement;
import io.casgate.gateway.s3.xml.XmlWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Retentions as requests and responses spell them, and the rules by which one replaces another. */
final class Retentions {
    static final String ROOT = "Retention";
    private static final DateTimeFormatter ISO_MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Retentions() {}

    /** The mode of this name. */
    static Mode mode(String name) {
        return switch (name) {
            case "GOVERNANCE" -> Mode.GOVERNANCE;
            case "COMPLIANCE" -> Mode.COMPLIANCE;
            default -> throw S3Error.MALFORMED_XML.exception();
        };
    }

    /** The date, or null when it is none. */
    static @Nullable Instant date(String text) {
        try {
            Instant date = OffsetDateTime.parse(text.strip()).toInstant();
            return date.isAfter(LATEST) ? null : date;
        } catch (DateTimeException e) {
            return null;
        }
    }

    static String text(Instant date) {
        return ISO_MILLIS.format(date);
    }

    /** Reads a Retention element; null when it is empty, which takes a retention away. */
    static @Nullable Retention read(XmlElement document) {
        String mode = document.optionalText("Mode");
        String until = document.optionalText("RetainUntilDate");
        if (mode == null && until == null) {
            return null;
        }
        Instant date = until == null ? null : date(until);
        if (mode == null || date == null) {
            throw S3Error.MALFORMED_XML.exception();
        }
        return new Retention(mode(mode), date);
    }

    static XmlWriter write(Retention retention) {
        return XmlWriter.document(ROOT)
                .element("Mode", retention.mode().name())
                .element("RetainUntilDate", text(retention.until()));
    }

    /** Refuses a retention that is over already. */
    static void requireAhead(Retention retention, Instant now) {
        if (!retention.until().isAfter(now)) {
            throw S3Error.INVALID_ARGUMENT.exception("The retain until date must be in the future!");
        }
    }

    /**
     * Refuses to shorten or loosen a retention that still holds: in compliance mode for everyone, in governance mode for
     * those who do not bypass it.
     */
    static void requireReplaceable(@Nullable Retention current, @Nullable Retention next, Instant now, Bypass bypass) {
        if (current == null || !current.until().isAfter(now)) {
            return;
        }
        boolean prolonged =
                next != null && next.mode() == current.mode() && !next.until().isBefore(current.until());
        boolean bypassed = current.mode() == Mode.GOVERNANCE && bypass == Bypass.GOVERNANCE;
        if (!prolonged && !bypassed) {
            throw locked();
        }
    }

    static S3Exception locked() {
        return S3Error.ACCESS_DENIED.exception("Access Denied because object protected by object lock.");
    }
}
