@NullMarked
package io.casgate.bench.s3;

import org.jspecify.annotations.NullMarked;
