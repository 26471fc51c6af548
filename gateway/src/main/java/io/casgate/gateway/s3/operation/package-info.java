/** What each request does: one class per operation, under AWS's name for it. */
@NullMarked
package io.casgate.gateway.s3.operation;

import org.jspecify.annotations.NullMarked;
