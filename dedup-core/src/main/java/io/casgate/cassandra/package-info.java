/**
 * The one way to Cassandra: connections, consistency levels, statements, errors and schema. Every other package names an
 * {@link io.casgate.cassandra.Access} and never a consistency level.
 */
@NullMarked
package io.casgate.cassandra;

import org.jspecify.annotations.NullMarked;
