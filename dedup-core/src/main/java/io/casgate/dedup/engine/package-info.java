/** The dedup store, put together. */
@NullMarked
package io.casgate.dedup.engine;

import org.jspecify.annotations.NullMarked;
