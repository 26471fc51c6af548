@NullMarked
package io.casgate.bench.load;

import org.jspecify.annotations.NullMarked;
