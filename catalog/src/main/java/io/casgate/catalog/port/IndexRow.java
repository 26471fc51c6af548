package io.casgate.catalog.port;

import io.casgate.catalog.ListedObject;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a sorted index, derived from a register (a head, an upload's row).
 *
 * @param marker the greatest version that somebody has set out to give the register; 0 for none
 * @param version of the register when {@code listed} was written; 0 when it never was
 * @param listed what a listing shows; null when the register has to be asked
 */
public record IndexRow(
        SortKey key, long marker, long version, @Nullable ListedObject listed) {
    /** Whether the register may have moved on since: only it knows. */
    public boolean isPending() {
        return marker > version;
    }
}
