/** The few S3 requests that the load driver sends, path style, over {@link io.casgate.bench.http}. */
@NullMarked
package io.casgate.bench.s3;

import org.jspecify.annotations.NullMarked;
