package io.casgate.gateway.lifecycle;

import io.casgate.catalog.Expirable;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.VersionId;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Something that is to be done, as far as a listing tells. */
sealed interface Change {
    ObjectKey key();

    /**
     * A version goes.
     *
     * @param due whether that is so of the version as it is stored, which has tags, and may be another by now
     */
    record Removal(ObjectKey key, Expirable what, Predicate<StoredVersion> due) implements Change {}

    /**
     * An object gets another storage class.
     *
     * @param id null for the current version
     * @param to which class, of the version as it is stored; empty when it keeps its own
     */
    record Move(ObjectKey key, @Nullable VersionId id, Function<StoredObject, Optional<TransitionClass>> to)
            implements Change {}
}
