/**
 * Where S3 clients break on servers that are almost compatible: a class for each problem of the list that Casgate was built
 * against (docs/S3_COMPATIBILITY.md), numbered as there. They speak HTTP themselves, since an SDK would hide the answer.
 */
@NullMarked
package io.casgate.it.problem;

import org.jspecify.annotations.NullMarked;
