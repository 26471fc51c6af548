@NullMarked
package io.casgate.catalog.cassandra;

import org.jspecify.annotations.NullMarked;
