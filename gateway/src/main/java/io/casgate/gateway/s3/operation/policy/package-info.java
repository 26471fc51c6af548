/** Bucket policies, and what is refused to the public whatever they allow. */
@NullMarked
package io.casgate.gateway.s3.operation.policy;

import org.jspecify.annotations.NullMarked;
