/** Cross-origin resource sharing: a bucket's rules, and what browsers are told of them. */
@NullMarked
package io.casgate.gateway.s3.operation.cors;

import org.jspecify.annotations.NullMarked;
