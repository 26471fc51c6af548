/**
 * A small blocking HTTP/1.1 client on raw socket channels. The driver shares the cores with the servers it measures,
 * so bodies are generated into and compared in direct buffers and never copied to the heap.
 */
@NullMarked
package io.casgate.bench.http;

import org.jspecify.annotations.NullMarked;
