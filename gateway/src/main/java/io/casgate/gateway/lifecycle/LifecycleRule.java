package io.casgate.gateway.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of what a filter picks out. At least one of the actions is there.
 *
 * @param id unique in its configuration
 * @param expiration of current versions, or null
 * @param noncurrent of versions that are not current any more, or null
 * @param abortAfterDays after how many days unfinished uploads are aborted, or null
 */
public record LifecycleRule(
        String id,
        Status status,
        LifecycleFilter filter,
        @Nullable Expiration expiration,
        @Nullable NoncurrentExpiration noncurrent,
        @Nullable Integer abortAfterDays) {
    public static final int MAX_ID = 255;

    /** Whether the rule counts. */
    public enum Status {
        ENABLED,
        DISABLED
    }

    /** What happens to current versions. */
    public sealed interface Expiration {
        /** Expired so many days after they were stored; delete markers without older versions are removed by then, too. */
        record AfterDays(int days) implements Expiration {}

        /** Expired from a date on. */
        record OnDate(Instant date) implements Expiration {}

        /** Kept; delete markers without older versions are removed at once, or, when false, are kept as well. */
        record DeleteMarkers(boolean removed) implements Expiration {}
    }

    /**
     * What happens to versions that are not current any more: they are removed so many days after they were replaced.
     *
     * @param kept how many of the newest are kept whatever their age
     */
    public record NoncurrentExpiration(int days, int kept) {}

    public boolean isEnabled() {
        return status == Status.ENABLED;
    }
}
