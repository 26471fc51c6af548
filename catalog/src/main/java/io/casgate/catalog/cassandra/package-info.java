/** The ports on Cassandra. docs/DATA_MODEL.md has the tables and who reads and writes them how. */
@NullMarked
package io.casgate.catalog.cassandra;

import org.jspecify.annotations.NullMarked;
