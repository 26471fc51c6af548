@NullMarked
package io.casgate.catalog.listing;

import org.jspecify.annotations.NullMarked;
