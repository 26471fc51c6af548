/** The gateway against raw CQL, in turns, in one run: on a shared machine only ratios can be trusted. */
@NullMarked
package io.casgate.bench.compare;

import org.jspecify.annotations.NullMarked;
