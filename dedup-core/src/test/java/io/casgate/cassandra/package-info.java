@NullMarked
package io.casgate.cassandra;

import org.jspecify.annotations.NullMarked;
