@NullMarked
package io.casgate.bench.host;

import org.jspecify.annotations.NullMarked;
