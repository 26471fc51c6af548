/** The ports in memory, with faults on demand: for the tests of this module and of those above. */
@NullMarked
package io.casgate.dedup.store.memory;

import org.jspecify.annotations.NullMarked;
