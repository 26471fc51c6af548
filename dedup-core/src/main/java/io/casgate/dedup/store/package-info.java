/** The ports to the tables that hold segments, packs, manifests and references. */
@NullMarked
package io.casgate.dedup.store;

import org.jspecify.annotations.NullMarked;
