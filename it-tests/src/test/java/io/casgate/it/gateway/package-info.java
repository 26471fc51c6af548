/** Gateways as child processes: start, watch, kill. */
@NullMarked
package io.casgate.it.gateway;

import org.jspecify.annotations.NullMarked;
