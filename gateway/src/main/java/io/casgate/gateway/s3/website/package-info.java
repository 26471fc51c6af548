/** Buckets served as websites, to browsers and without signatures. */
@NullMarked
package io.casgate.gateway.s3.website;

import org.jspecify.annotations.NullMarked;
