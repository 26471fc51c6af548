/** What goes wrong, in AWS's words: codes, statuses, messages. */
@NullMarked
package io.casgate.gateway.s3.error;

import org.jspecify.annotations.NullMarked;
