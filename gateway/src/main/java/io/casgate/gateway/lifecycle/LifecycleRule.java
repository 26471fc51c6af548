package io.casgate.gateway.lifecycle;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of what a filter picks out. At least one of the actions is there.
 *
 * @param id unique in its configuration
 * @param expiration of current versions, or null
 * @param noncurrent of versions that are not current any more, or null
 * @param transitions of current versions to other storage classes
 * @param noncurrentTransitions of versions that are not current any more
 * @param abortAfterDays after how many days unfinished uploads are aborted, or null
 */
public record LifecycleRule(
        String id,
        Status status,
        LifecycleFilter filter,
        @Nullable Expiration expiration,
        @Nullable NoncurrentExpiration noncurrent,
        List<Transition> transitions,
        List<NoncurrentTransition> noncurrentTransitions,
        @Nullable Integer abortAfterDays) {
    public static final int MAX_ID = 255;

    public LifecycleRule {
        transitions = List.copyOf(transitions);
        noncurrentTransitions = List.copyOf(noncurrentTransitions);
    }

    /** Whether the rule counts. */
    public enum Status {
        ENABLED,
        DISABLED
    }

    /** When something happens to a current version. */
    public sealed interface When {}

    /** What happens to current versions. */
    public sealed interface Expiration {
        /** Expired so many days after they were stored; delete markers without older versions are removed by then, too. */
        record AfterDays(int days) implements Expiration, When {}

        /** Expired from a date on. */
        record OnDate(Instant date) implements Expiration, When {}

        /** Kept; delete markers without older versions are removed at once, or, when false, are kept as well. */
        record DeleteMarkers(boolean removed) implements Expiration {}
    }

    /**
     * What happens to versions that are not current any more: they are removed so many days after they were replaced.
     *
     * @param kept how many of the newest are kept whatever their age
     */
    public record NoncurrentExpiration(int days, int kept) {}

    /** Current versions move to another storage class. */
    public record Transition(When when, TransitionClass to) {}

    /**
     * Versions that are not current any more move to another storage class so many days after they were replaced.
     *
     * @param kept how many of the newest stay where they are whatever their age
     */
    public record NoncurrentTransition(int days, int kept, TransitionClass to) {}

    /** Whether it is about objects, and not about unfinished uploads alone. */
    boolean isOnVersions() {
        return expiration != null || noncurrent != null || !transitions.isEmpty() || !noncurrentTransitions.isEmpty();
    }

    public boolean isEnabled() {
        return status == Status.ENABLED;
    }
}
