package io.casgate.dedup.store.memory;

import io.casgate.dedup.SegmentId;
import org.jspecify.annotations.Nullable;

/**
 * One call of a port.
 *
 * @param segment which segment it is about, if it is about one
 * @param moment whether it began or was done
 */
public record Call(Kind kind, @Nullable SegmentId segment, Moment moment) {
    /** The methods of the ports. */
    public enum Kind {
        BEGIN_INTENT,
        FIND_INTENT,
        DROP_INTENT,
        REFERENCE,
        RELEASE,
        READ_USED,
        COUNT_REFERENCES,
        SATURATE,
        READ_HEADER,
        WRITE_HEADER,
        WRITE_PACKS,
        READ_PACKS,
        FIND_HOOK,
        PUT_HOOK,
        WRITE_PAGE,
        READ_PAGE,
        DELETE_PAGE
    }

    /** Calls take time: others may come between. */
    public enum Moment {
        BEGUN,
        DONE,
        FAILED
    }
}
