@NullMarked
package io.casgate.localcassandra;

import org.jspecify.annotations.NullMarked;
