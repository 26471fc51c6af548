/** Access control lists. */
@NullMarked
package io.casgate.gateway.s3.operation.acl;

import org.jspecify.annotations.NullMarked;
