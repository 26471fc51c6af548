/** Deterministic test data: every byte is a function of a seed and a position, so nothing is stored to verify it. */
@NullMarked
package io.casgate.bench.data;

import org.jspecify.annotations.NullMarked;
