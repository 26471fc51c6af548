/** Paging, prefixes and delimiters, whatever is listed. */
@NullMarked
package io.casgate.catalog.listing;

import org.jspecify.annotations.NullMarked;
