/** Who asks, and may they: signatures and identities. Knows nothing of Netty or Cassandra. */
@NullMarked
package io.casgate.auth;

import org.jspecify.annotations.NullMarked;
