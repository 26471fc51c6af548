/** The decision whether a request may do what it asks for. Pure functions. */
@NullMarked
package io.casgate.auth.access;

import org.jspecify.annotations.NullMarked;
