/** The server: configuration, wiring, start and stop. */
@NullMarked
package io.casgate.gateway;

import org.jspecify.annotations.NullMarked;
