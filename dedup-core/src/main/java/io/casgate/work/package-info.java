/**
 * Background work that the gateways of a cluster share. Whoever is free takes the item that is due, on a lease; the others
 * let it be until it is finished, or until its holder has died and the lease is over. docs/DATA_MODEL.md has the table.
 */
@NullMarked
package io.casgate.work;

import org.jspecify.annotations.NullMarked;
