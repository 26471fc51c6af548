/** The catalog in memory: for the tests of everything above it. */
@NullMarked
package io.casgate.catalog.memory;

import org.jspecify.annotations.NullMarked;
