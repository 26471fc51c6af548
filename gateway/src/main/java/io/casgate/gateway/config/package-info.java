/** Settings: from the defaults in {@code conf/casgate.conf}, a file, the environment and the command line to records. */
@NullMarked
package io.casgate.gateway.config;

import org.jspecify.annotations.NullMarked;
