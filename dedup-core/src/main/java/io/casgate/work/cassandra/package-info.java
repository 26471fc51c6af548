/** Shared work in Cassandra. */
@NullMarked
package io.casgate.work.cassandra;

import org.jspecify.annotations.NullMarked;
