/** JMH benchmarks of the kernels that bound a PUT or a GET, one core each. */
@NullMarked
package io.casgate.bench.kernel;

import org.jspecify.annotations.NullMarked;
