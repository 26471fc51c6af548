/** Configurations of buckets that are websites. */
@NullMarked
package io.casgate.gateway.s3.operation.website;

import org.jspecify.annotations.NullMarked;
