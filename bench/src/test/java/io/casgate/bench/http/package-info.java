@NullMarked
package io.casgate.bench.http;

import org.jspecify.annotations.NullMarked;
