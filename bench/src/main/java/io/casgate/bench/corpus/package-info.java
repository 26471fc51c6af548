/** Deterministic trees of files for tests of backup and dedup; equal specifications give equal trees on any machine. */
@NullMarked
package io.casgate.bench.corpus;

import org.jspecify.annotations.NullMarked;
