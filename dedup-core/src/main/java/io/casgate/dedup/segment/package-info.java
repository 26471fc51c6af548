/** Segments as values: slots, packs, headers, and their stored forms. No input or output. */
@NullMarked
package io.casgate.dedup.segment;

import org.jspecify.annotations.NullMarked;
