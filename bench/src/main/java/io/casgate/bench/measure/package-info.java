/** When operations start, how long they took, and how that is told; the S3 driver and the CQL ceiling share it. */
@NullMarked
package io.casgate.bench.measure;

import org.jspecify.annotations.NullMarked;
