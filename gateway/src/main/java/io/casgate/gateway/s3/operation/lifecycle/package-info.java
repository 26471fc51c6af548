/** Setting and showing what becomes of objects by themselves. */
@NullMarked
package io.casgate.gateway.s3.operation.lifecycle;

import org.jspecify.annotations.NullMarked;
