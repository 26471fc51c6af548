@NullMarked
package io.casgate.bench.cutters;

import org.jspecify.annotations.NullMarked;
