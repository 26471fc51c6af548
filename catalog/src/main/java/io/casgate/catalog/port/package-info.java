/**
 * What the catalog needs of a database, as small contracts: each has an implementation on Cassandra, one in memory for
 * tests, and one suite that both pass. All may be used by many threads, block, and throw
 * {@link io.casgate.dedup.StoreUnavailableException}; a write that threw may or may not have been made.
 */
@NullMarked
package io.casgate.catalog.port;

import org.jspecify.annotations.NullMarked;
