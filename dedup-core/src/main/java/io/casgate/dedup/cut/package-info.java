/** Where bodies are cut into blocks. */
@NullMarked
package io.casgate.dedup.cut;

import org.jspecify.annotations.NullMarked;
