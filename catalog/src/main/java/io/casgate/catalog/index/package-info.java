/** The sorted index: entries in range shards, linked like the leaves of a B-link tree, split while in use. */
@NullMarked
package io.casgate.catalog.index;

import org.jspecify.annotations.NullMarked;
