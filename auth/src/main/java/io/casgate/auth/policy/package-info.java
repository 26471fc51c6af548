/** Bucket policies: AWS's policy language as far as it applies to S3. Pure functions. */
@NullMarked
package io.casgate.auth.policy;

import org.jspecify.annotations.NullMarked;
