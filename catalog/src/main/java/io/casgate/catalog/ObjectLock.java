package io.casgate.catalog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a version from being removed for good.
 *
 * @param retention until when; null when there is no retention
 */
public record ObjectLock(@Nullable Retention retention, LegalHold legalHold) {
    public static final ObjectLock NONE = new ObjectLock(null, LegalHold.NEVER_SET);

    /**
     * Until when a version is kept.
     *
     * @param until in whole milliseconds
     */
    public record Retention(Mode mode, Instant until) {
        public Retention {
            until = until.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** Who can end a retention early. */
    public enum Mode {
        /** Those who have the permission to bypass it, and say that they do. */
        GOVERNANCE,
        /** Nobody. */
        COMPLIANCE
    }

    /** Keeps a version until it is taken off. S3 tells one that was taken off from one that never was. */
    public enum LegalHold {
        NEVER_SET,
        OFF,
        ON
    }

    /** Whether somebody bypasses retention in governance mode. */
    public enum Bypass {
        NOTHING,
        GOVERNANCE
    }

    /** Whether the version must be kept at {@code now}. */
    public boolean forbidsRemoval(Instant now, Bypass bypass) {
        return legalHold == LegalHold.ON || retainsAt(now, bypass);
    }

    private boolean retainsAt(Instant now, Bypass bypass) {
        return retention != null
                && now.isBefore(retention.until())
                && (retention.mode() == Mode.COMPLIANCE || bypass == Bypass.NOTHING);
    }

    public ObjectLock with(@Nullable Retention changed) {
        return new ObjectLock(changed, legalHold);
    }

    public ObjectLock with(LegalHold changed) {
        return new ObjectLock(retention, changed);
    }
}
