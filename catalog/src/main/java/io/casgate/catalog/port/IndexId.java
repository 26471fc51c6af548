package io.casgate.catalog.port;

import io.casgate.catalog.BucketId;

/** Names one sorted index: a bucket has one of each kind. */
public record IndexId(BucketId bucket, Kind kind) {
    /** What an index sorts. Stored by {@link #code}. */
    public enum Kind {
        OBJECTS((byte) 1),
        UPLOADS((byte) 2);

        private final byte code;

        Kind(byte code) {
            this.code = code;
        }

        public byte code() {
            return code;
        }
    }

    /** The leftmost shard, which exists as long as the bucket does. */
    public ShardRef root() {
        return new ShardRef(this, bucket.value());
    }
}
