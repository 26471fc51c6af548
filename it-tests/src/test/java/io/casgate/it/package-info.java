/** Real clients against a real gateway on real Cassandra, all of them processes of their own. */
@NullMarked
package io.casgate.it;

import org.jspecify.annotations.NullMarked;
