/** Listings of objects and versions. */
@NullMarked
package io.casgate.gateway.s3.operation.listing;

import org.jspecify.annotations.NullMarked;
