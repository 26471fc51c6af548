/** Starts and supervises real Cassandra processes on this machine. */
@NullMarked
package io.casgate.localcassandra;

import org.jspecify.annotations.NullMarked;
