/** Operations on objects. */
@NullMarked
package io.casgate.gateway.s3.operation.object;

import org.jspecify.annotations.NullMarked;
