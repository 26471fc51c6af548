/** Multipart uploads. */
@NullMarked
package io.casgate.gateway.s3.operation.multipart;

import org.jspecify.annotations.NullMarked;
