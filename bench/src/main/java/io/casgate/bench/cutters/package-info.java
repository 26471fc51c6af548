/** Ways of cutting beside the one that is stored, and what each of them does to real files. */
@NullMarked
package io.casgate.bench.cutters;

import org.jspecify.annotations.NullMarked;
