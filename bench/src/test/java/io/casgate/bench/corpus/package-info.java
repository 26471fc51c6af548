@NullMarked
package io.casgate.bench.corpus;

import org.jspecify.annotations.NullMarked;
