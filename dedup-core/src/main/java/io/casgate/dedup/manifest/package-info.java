/** What a body is made of: spans of extents, and their stored form. */
@NullMarked
package io.casgate.dedup.manifest;

import org.jspecify.annotations.NullMarked;
