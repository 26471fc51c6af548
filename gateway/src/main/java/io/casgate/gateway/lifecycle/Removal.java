package io.casgate.gateway.lifecycle;

import io.casgate.catalog.Expirable;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.StoredVersion;
import java.util.function.Predicate;

/**
 * Something that is to go, as far as a listing tells.
 *
 * @param due whether that is so of the version as it is stored, which has tags, and may be another by now
 */
record Removal(ObjectKey key, Expirable what, Predicate<StoredVersion> due) {}
