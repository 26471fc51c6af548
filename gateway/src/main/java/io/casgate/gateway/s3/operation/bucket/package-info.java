/** Operations on buckets as a whole. */
@NullMarked
package io.casgate.gateway.s3.operation.bucket;

import org.jspecify.annotations.NullMarked;
