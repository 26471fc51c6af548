/** A program that uses an S3 endpoint through Hadoop's S3A, run by it-tests as a process with Hadoop's own class path. */
@NullMarked
package io.casgate.it.hadoop;

import org.jspecify.annotations.NullMarked;
