@NullMarked
package io.casgate.bench.cql;

import org.jspecify.annotations.NullMarked;
