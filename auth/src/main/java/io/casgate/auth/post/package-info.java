/** Policy documents of browser-based uploads (POST object). Pure functions. */
@NullMarked
package io.casgate.auth.post;

import org.jspecify.annotations.NullMarked;
