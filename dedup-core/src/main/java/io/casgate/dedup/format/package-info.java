/** Reading and writing the bytes of stored formats. */
@NullMarked
package io.casgate.dedup.format;

import org.jspecify.annotations.NullMarked;
