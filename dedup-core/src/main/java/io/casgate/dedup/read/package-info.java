/** Stored content on its way out. */
@NullMarked
package io.casgate.dedup.read;

import org.jspecify.annotations.NullMarked;
