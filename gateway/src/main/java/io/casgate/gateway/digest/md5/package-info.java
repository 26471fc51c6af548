/**
 * MD5 of many bodies at once. {@link io.casgate.gateway.digest.md5.VectorMd5} is the only class that needs the incubating
 * module {@code jdk.incubator.vector}; nothing loads it where the module is absent.
 */
@NullMarked
package io.casgate.gateway.digest.md5;

import org.jspecify.annotations.NullMarked;
