/** What a body's bytes say about its structure, before they are cut. */
@NullMarked
package io.casgate.dedup.layout;

import org.jspecify.annotations.NullMarked;
