package io.casgate.gateway.s3.operation;

import io.casgate.catalog.ObjectKey;

/** A request about a key of a bucket. */
public final class ObjectCall extends BucketCall {
    private final ObjectKey key;

    ObjectCall(BucketCall call, ObjectKey key) {
        super(call);
        this.key = key;
    }

    public ObjectKey key() {
        return key;
    }
}
