@NullMarked
package io.casgate.catalog.port;

import org.jspecify.annotations.NullMarked;
