@NullMarked
package io.casgate.catalog.index;

import org.jspecify.annotations.NullMarked;
