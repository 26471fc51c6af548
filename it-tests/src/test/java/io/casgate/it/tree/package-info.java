/** Directory trees to back up, and their comparison. */
@NullMarked
package io.casgate.it.tree;

import org.jspecify.annotations.NullMarked;
