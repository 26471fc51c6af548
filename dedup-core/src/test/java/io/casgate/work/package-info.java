@NullMarked
package io.casgate.work;

import org.jspecify.annotations.NullMarked;
