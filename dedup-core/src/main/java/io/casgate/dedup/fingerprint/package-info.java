/** Keyed hashes of blocks, and the search for zeros. */
@NullMarked
package io.casgate.dedup.fingerprint;

import org.jspecify.annotations.NullMarked;
