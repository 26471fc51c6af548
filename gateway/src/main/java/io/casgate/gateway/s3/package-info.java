/** The S3 protocol: one class per operation. */
@NullMarked
package io.casgate.gateway.s3;

import org.jspecify.annotations.NullMarked;
