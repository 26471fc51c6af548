/** What the machine is and what processes used of it, from Linux's /proc. */
@NullMarked
package io.casgate.bench.host;

import org.jspecify.annotations.NullMarked;
