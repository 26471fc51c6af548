package io.casgate.gateway.s3.operation.lock;

import io.casgate.catalog.ObjectLock.Mode;
import io.casgate.catalog.ObjectLock.Retention;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.xml.XmlElement;
import io.casgate.gateway.s3.xml.XmlWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A bucket's object lock, which is enabled when there is one.
 *
 * @param byDefault of objects that say nothing of it; null for none
 */
public record BucketLock(@Nullable DefaultRetention byDefault) {
    static final String ROOT = "ObjectLockConfiguration";

    /** How long, from when they are stored, objects are kept that say nothing of it. */
    public record DefaultRetention(Mode mode, int count, Unit unit) {
        Retention from(Instant stored) {
            Instant until = stored.atZone(ZoneOffset.UTC)
                    .plusDays(unit == Unit.DAYS ? count : 0)
                    .plusYears(unit == Unit.YEARS ? count : 0)
                    .toInstant();
            return new Retention(mode, until);
        }
    }

    /** What a default retention is counted in, and how many at most. */
    enum Unit {
        DAYS("Days", 36_500),
        YEARS("Years", 100);

        private final String element;
        private final int most;

        Unit(String element, int most) {
            this.element = element;
            this.most = most;
        }
    }

    /** Reads what {@link #write} writes, and what clients send. */
    static BucketLock read(XmlElement document) {
        if (!"Enabled".equals(document.optionalText("ObjectLockEnabled"))) {
            throw S3Error.MALFORMED_XML.exception();
        }
        XmlElement rule = document.child("Rule");
        if (rule == null) {
            return new BucketLock(null);
        }
        XmlElement retention = rule.child("DefaultRetention");
        if (retention == null) {
            throw S3Error.MALFORMED_XML.exception();
        }
        Mode mode = Retentions.mode(retention.requiredText("Mode"));
        String days = retention.optionalText(Unit.DAYS.element);
        String years = retention.optionalText(Unit.YEARS.element);
        if ((days == null) == (years == null)) {
            throw S3Error.MALFORMED_XML.exception();
        }
        Unit unit = days == null ? Unit.YEARS : Unit.DAYS;
        return new BucketLock(new DefaultRetention(mode, count(retention.requiredText(unit.element), unit), unit));
    }

    private static int count(String text, Unit unit) {
        String number = text.strip();
        if (!number.matches("-?\\d{1,10}")) {
            throw S3Error.MALFORMED_XML.exception();
        }
        long count = Long.parseLong(number);
        if (count < 1) {
            throw S3Error.INVALID_RETENTION_PERIOD.exception();
        }
        if (count > unit.most) {
            throw S3Error.INVALID_RETENTION_PERIOD.exception("Default retention period can be at most " + unit.most
                    + " " + unit.element.toLowerCase(Locale.ROOT) + ".");
        }
        return (int) count;
    }

    XmlWriter write() {
        XmlWriter xml = XmlWriter.document(ROOT).element("ObjectLockEnabled", "Enabled");
        if (byDefault != null) {
            xml.begin("Rule")
                    .begin("DefaultRetention")
                    .element("Mode", byDefault.mode().name())
                    .element(byDefault.unit().element, byDefault.count())
                    .end()
                    .end();
        }
        return xml;
    }
}
