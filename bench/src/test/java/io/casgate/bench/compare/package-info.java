@NullMarked
package io.casgate.bench.compare;

import org.jspecify.annotations.NullMarked;
