/** Access control lists: who was granted what on a bucket or an object. Pure functions. */
@NullMarked
package io.casgate.auth.acl;

import org.jspecify.annotations.NullMarked;
