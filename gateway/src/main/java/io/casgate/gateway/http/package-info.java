/** HTTP/1.1 over Netty, offered to blocking handlers on virtual threads. */
@NullMarked
package io.casgate.gateway.http;

import org.jspecify.annotations.NullMarked;
