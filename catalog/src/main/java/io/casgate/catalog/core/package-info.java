/** The catalog itself: what is done in which order on the ports, so that nothing acknowledged is ever lost. */
@NullMarked
package io.casgate.catalog.core;

import org.jspecify.annotations.NullMarked;
