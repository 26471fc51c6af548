/** Tags. */
@NullMarked
package io.casgate.gateway.s3.operation.tagging;

import org.jspecify.annotations.NullMarked;
