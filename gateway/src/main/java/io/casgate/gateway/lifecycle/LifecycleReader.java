package io.casgate.gateway.lifecycle;

import io.casgate.gateway.lifecycle.LifecycleRule.Expiration;
import io.casgate.gateway.lifecycle.LifecycleRule.NoncurrentExpiration;
import io.casgate.gateway.lifecycle.LifecycleRule.Status;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.xml.XmlElement;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules as PutBucketLifecycleConfiguration brings them, and refuses those that AWS refuses.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html">AWS: Lifecycle
 *     configuration elements</a>
 */
public final class LifecycleReader {
    private static final int MOST_KEPT = 100;

    private LifecycleReader() {}

    /**
     * Reads a LifecycleConfiguration element.
     *
     * @throws S3Exception MalformedXML, InvalidArgument, InvalidRequest, or NotImplemented for transitions to archives
     */
    public static LifecycleConfiguration read(XmlElement document) {
        List<XmlElement> elements = document.children("Rule");
        if (elements.isEmpty()) {
            throw S3Error.MALFORMED_XML.exception();
        }
        if (elements.size() > LifecycleConfiguration.MAX_RULES) {
            throw invalidRequest("The number of lifecycle rules must not exceed the allowed limit of "
                    + LifecycleConfiguration.MAX_RULES + " rules");
        }
        List<LifecycleRule> rules = elements.stream().map(LifecycleReader::rule).toList();
        Set<String> ids = new HashSet<>();
        rules.forEach(rule -> requireFirst(rule.id(), ids));
        return new LifecycleConfiguration(rules);
    }

    private static void requireFirst(String id, Set<String> ids) {
        if (!ids.add(id)) {
            throw S3Error.INVALID_ARGUMENT.exception("Rule ID must be unique. Found same ID for more than one rule");
        }
    }

    private static LifecycleRule rule(XmlElement element) {
        Expiration expiration = expiration(element.child("Expiration"));
        NoncurrentExpiration noncurrent = noncurrent(element.child("NoncurrentVersionExpiration"));
        LifecycleRule rule = new LifecycleRule(
                id(element.optionalText("ID")),
                status(element.requiredText("Status")),
                LifecycleFilterReader.filter(element),
                expiration,
                noncurrent,
                TransitionReader.current(element, expiration),
                TransitionReader.noncurrent(element, noncurrent),
                abortAfter(element.child("AbortIncompleteMultipartUpload")));
        if (!rule.isOnVersions() && rule.abortAfterDays() == null) {
            throw invalidRequest("At least one action needs to be specified in a rule");
        }
        requireFitting(rule);
        return rule;
    }

    /** Delete markers and uploads have neither tags nor a size. */
    private static void requireFitting(LifecycleRule rule) {
        if (rule.abortAfterDays() != null) {
            requireKeysAlone(rule.filter(), "AbortIncompleteMultipartUpload");
        }
        if (rule.expiration() instanceof Expiration.DeleteMarkers) {
            requireKeysAlone(rule.filter(), "ExpiredObjectDeleteMarker");
        }
    }

    private static void requireKeysAlone(LifecycleFilter filter, String action) {
        if (!filter.tags().isEmpty()) {
            throw invalidRequest(action + " cannot be specified with Tags.");
        }
        if (filter.hasSizes()) {
            throw invalidRequest(action + " cannot be specified with Object Size.");
        }
    }

    private static String id(@Nullable String given) {
        if (given == null || given.isEmpty()) {
            return UUID.randomUUID().toString();
        }
        if (given.length() > LifecycleRule.MAX_ID) {
            throw S3Error.INVALID_ARGUMENT.exception(
                    "ID length should not exceed allowed limit of " + LifecycleRule.MAX_ID);
        }
        return given;
    }

    private static Status status(String text) {
        return switch (text) {
            case "Enabled" -> Status.ENABLED;
            case "Disabled" -> Status.DISABLED;
            default -> throw S3Error.MALFORMED_XML.exception();
        };
    }

    private static @Nullable Expiration expiration(@Nullable XmlElement element) {
        if (element == null) {
            return null;
        }
        String days = element.optionalText("Days");
        String date = element.optionalText("Date");
        String marker = element.optionalText("ExpiredObjectDeleteMarker");
        if ((days == null ? 0 : 1) + (date == null ? 0 : 1) + (marker == null ? 0 : 1) != 1) {
            throw S3Error.MALFORMED_XML.exception();
        }
        if (days != null) {
            return new Expiration.AfterDays(positive(days, "'Days' for Expiration action must be a positive integer"));
        }
        return date == null ? new Expiration.DeleteMarkers(flag(marker)) : new Expiration.OnDate(midnight(date));
    }

    private static boolean flag(@Nullable String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            case null, default -> throw S3Error.MALFORMED_XML.exception();
        };
    }

    private static @Nullable NoncurrentExpiration noncurrent(@Nullable XmlElement element) {
        if (element == null) {
            return null;
        }
        int days = positive(
                element.requiredText("NoncurrentDays"),
                "'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive integer");
        return new NoncurrentExpiration(days, kept(element));
    }

    /** How many of the newest versions that are not current an action spares. */
    static int kept(XmlElement action) {
        String kept = action.optionalText("NewerNoncurrentVersions");
        if (kept == null) {
            return 0;
        }
        String bounds = "'NewerNoncurrentVersions' must be an integer between 1 and " + MOST_KEPT;
        int newest = positive(kept, bounds);
        if (newest > MOST_KEPT) {
            throw S3Error.INVALID_ARGUMENT.exception(bounds);
        }
        return newest;
    }

    private static @Nullable Integer abortAfter(@Nullable XmlElement element) {
        return element == null
                ? null
                : Integer.valueOf(positive(
                        element.requiredText("DaysAfterInitiation"),
                        "'DaysAfterInitiation' for AbortIncompleteMultipartUpload action must be a positive integer"));
    }

    private static int positive(String text, String refusal) {
        return number(text, 1, refusal);
    }

    static int number(String text, int least, String refusal) {
        String number = text.strip();
        if (!number.matches("-?\\d{1,10}")) {
            throw S3Error.MALFORMED_XML.exception();
        }
        long value = Long.parseLong(number);
        if (value < least || value > Integer.MAX_VALUE) {
            throw S3Error.INVALID_ARGUMENT.exception(refusal);
        }
        return (int) value;
    }

    static Instant midnight(String text) {
        Instant date = date(text.strip());
        if (!date.truncatedTo(ChronoUnit.DAYS).equals(date)) {
            throw S3Error.INVALID_ARGUMENT.exception("'Date' must be at midnight GMT");
        }
        return date;
    }

    private static Instant date(String text) {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            S3Exception refusal = S3Error.MALFORMED_XML.exception();
            refusal.addSuppressed(e);
            throw refusal;
        }
    }

    static S3Exception invalidRequest(String message) {
        return S3Error.INVALID_REQUEST.exception(message);
    }
}
