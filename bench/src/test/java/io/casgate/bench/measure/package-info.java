@NullMarked
package io.casgate.bench.measure;

import org.jspecify.annotations.NullMarked;
