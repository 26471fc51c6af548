package io.casgate.gateway.s3.operation;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.ObjectKey;
import io.casgate.gateway.s3.access.Access;

/** A request about a bucket. */
public class BucketCall extends Call {
    private final Bucket bucket;
    private final Access access;

    BucketCall(Call call, Bucket bucket, Access access) {
        super(call);
        this.bucket = bucket;
        this.access = access;
    }

    BucketCall(BucketCall other) {
        super(other);
        this.bucket = other.bucket;
        this.access = other.access;
    }

    public Bucket bucket() {
        return bucket;
    }

    /** What the requester may do in the bucket. */
    public Access access() {
        return access;
    }

    /** As a request about a key of the bucket. */
    public ObjectCall about(ObjectKey key) {
        return new ObjectCall(this, key);
    }
}
