/** Bad input: what tests derive from {@link io.casgate.fuzz.FuzzTarget} to be fed with mutated bytes. */
@NullMarked
package io.casgate.fuzz;

import org.jspecify.annotations.NullMarked;
