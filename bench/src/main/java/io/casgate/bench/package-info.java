/** Benchmarks: an S3 load driver, the raw-CQL ceiling beside it, kernels under JMH, and a corpus generator. */
@NullMarked
package io.casgate.bench;

import org.jspecify.annotations.NullMarked;
