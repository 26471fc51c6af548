package io.casgate.gateway.s3.operation.lock;

import io.casgate.catalog.ObjectLock.LegalHold;
import io.casgate.catalog.ObjectLock.Mode;
import io.casgate.catalog.ObjectLock.Retention;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.request.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the request that stores an object says of its lock.
 *
 * @param retention null when it says nothing of it
 * @param legalHold null when it says nothing of it
 */
public record LockHeaders(
        @Nullable Retention retention, @Nullable LegalHold legalHold) {
    static final String MODE = "x-amz-object-lock-mode";
    static final String UNTIL = "x-amz-object-lock-retain-until-date";
    static final String LEGAL_HOLD = "x-amz-object-lock-legal-hold";

    public static LockHeaders parse(Fields fields) {
        return new LockHeaders(retention(fields.header(MODE), fields.header(UNTIL)), hold(fields.header(LEGAL_HOLD)));
    }

    private static @Nullable Retention retention(@Nullable String mode, @Nullable String until) {
        if (mode == null && until == null) {
            return null;
        }
        if (mode == null || until == null) {
            throw S3Error.INVALID_ARGUMENT
                    .exception(UNTIL + " and " + MODE + " must both be supplied")
                    .with("ArgumentName", mode == null ? MODE : UNTIL);
        }
        Instant date = Retentions.date(until);
        if (date == null) {
            throw Fields.invalid("The retain until date must be provided in ISO 8601 format", UNTIL, until);
        }
        return new Retention(mode(mode), date);
    }

    private static Mode mode(String name) {
        return switch (name) {
            case "GOVERNANCE" -> Mode.GOVERNANCE;
            case "COMPLIANCE" -> Mode.COMPLIANCE;
            default -> throw Fields.invalid("Unknown wormMode directive.", MODE, name);
        };
    }

    private static @Nullable LegalHold hold(@Nullable String status) {
        return switch (status) {
            case null -> null;
            case "ON" -> LegalHold.ON;
            case "OFF" -> LegalHold.OFF;
            default -> throw Fields.invalid("Legal Hold must be either of 'ON' or 'OFF'", LEGAL_HOLD, status);
        };
    }

    boolean isEmpty() {
        return retention == null && legalHold == null;
    }
}
