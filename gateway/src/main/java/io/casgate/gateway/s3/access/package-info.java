/** Who may do what. */
@NullMarked
package io.casgate.gateway.s3.access;

import org.jspecify.annotations.NullMarked;
