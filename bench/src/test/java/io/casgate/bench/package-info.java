@NullMarked
package io.casgate.bench;

import org.jspecify.annotations.NullMarked;
