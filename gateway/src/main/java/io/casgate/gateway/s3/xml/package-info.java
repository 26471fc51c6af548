/** XML in and out, as S3 writes and reads it. */
@NullMarked
package io.casgate.gateway.s3.xml;

import org.jspecify.annotations.NullMarked;
