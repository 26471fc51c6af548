/**
 * What exists under which name: buckets, objects, their sorted listing, and multipart uploads. The entry point is
 * {@link io.casgate.catalog.Catalog}; the words and tables are explained in docs/DATA_MODEL.md.
 */
@NullMarked
package io.casgate.catalog;

import org.jspecify.annotations.NullMarked;
