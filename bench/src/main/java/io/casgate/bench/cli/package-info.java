/** The subcommands; they parse and print, and leave the work to the other packages. */
@NullMarked
package io.casgate.bench.cli;

import org.jspecify.annotations.NullMarked;
