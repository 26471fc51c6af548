/** The end-to-end load: which S3 operations to send at which keys, by how many workers, and what came of it. */
@NullMarked
package io.casgate.bench.load;

import org.jspecify.annotations.NullMarked;
