/** Uploads from browsers' forms. */
@NullMarked
package io.casgate.gateway.s3.operation.form;

import org.jspecify.annotations.NullMarked;
