@NullMarked
package io.casgate.bench.data;

import org.jspecify.annotations.NullMarked;
