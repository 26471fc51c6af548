/** S3 clients: command line tools and SDKs, set up to talk to a gateway under test. */
@NullMarked
package io.casgate.it.client;

import org.jspecify.annotations.NullMarked;
