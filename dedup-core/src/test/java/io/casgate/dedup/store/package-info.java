@NullMarked
package io.casgate.dedup.store;

import org.jspecify.annotations.NullMarked;
