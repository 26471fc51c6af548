/** Requests as values: what the client asks for, parsed and checked before anything is done. */
@NullMarked
package io.casgate.gateway.s3.request;

import org.jspecify.annotations.NullMarked;
