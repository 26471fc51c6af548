/** Lifecycle: what becomes of versions and uploads by themselves, and the worker that sees to it. */
@NullMarked
package io.casgate.gateway.lifecycle;

import org.jspecify.annotations.NullMarked;
