/** What operators look at: metrics, health, the access log. */
@NullMarked
package io.casgate.gateway.admin;

import org.jspecify.annotations.NullMarked;
