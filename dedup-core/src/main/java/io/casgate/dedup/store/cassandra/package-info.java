/** The ports on Cassandra. docs/DATA_MODEL.md explains the tables. */
@NullMarked
package io.casgate.dedup.store.cassandra;

import org.jspecify.annotations.NullMarked;
