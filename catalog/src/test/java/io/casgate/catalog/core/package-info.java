@NullMarked
package io.casgate.catalog.core;

import org.jspecify.annotations.NullMarked;
