/** Request bodies: their framing taken off, their length, signatures and checksums verified. */
@NullMarked
package io.casgate.gateway.s3.body;

import org.jspecify.annotations.NullMarked;
