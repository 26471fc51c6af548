/** Object lock: what keeps versions from being removed for good. */
@NullMarked
package io.casgate.gateway.s3.operation.lock;

import org.jspecify.annotations.NullMarked;
