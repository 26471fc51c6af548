/** What vouches for an object's bytes: the checksums of the S3 API, of whole bodies and of bodies in parts. */
@NullMarked
package io.casgate.gateway.digest;

import org.jspecify.annotations.NullMarked;
