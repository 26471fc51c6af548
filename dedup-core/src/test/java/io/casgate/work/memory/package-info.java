/** Shared work in memory, for tests. */
@NullMarked
package io.casgate.work.memory;

import org.jspecify.annotations.NullMarked;
