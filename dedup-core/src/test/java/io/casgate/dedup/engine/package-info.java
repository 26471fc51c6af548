@NullMarked
package io.casgate.dedup.engine;

import org.jspecify.annotations.NullMarked;
