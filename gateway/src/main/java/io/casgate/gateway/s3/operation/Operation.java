package io.casgate.gateway.s3.operation;

import io.casgate.gateway.s3.request.Fields;

/**
 * One of S3's operations: everything about it but the requests by which it is called, which {@link Operations} lists.
 * Safe for use by any number of threads.
 *
 * @param <I> what it needs to know of a request
 */
public sealed interface Operation<I> permits ServiceOperation, BucketOperation, ObjectOperation {
    /** AWS's name of it. */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * Reads what a request says, before anything is known of who sent it.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception when that is malformed, or asks for what is not implemented
     */
    I parse(Fields fields);
}
