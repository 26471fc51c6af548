/** Bytes in, content out: the blocks of every body, stored once. The entry point is {@link io.casgate.dedup.DedupStore}. */
@NullMarked
package io.casgate.dedup;

import org.jspecify.annotations.NullMarked;
