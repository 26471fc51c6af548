/**
 * What Cassandra itself can do with the bytes that the gateway sends it: the ceiling for the gateway's throughput. Speaks
 * CQL through the bare driver, so that a fault of the gateway's own access layer shows as distance from the ceiling.
 */
@NullMarked
package io.casgate.bench.cql;

import org.jspecify.annotations.NullMarked;
