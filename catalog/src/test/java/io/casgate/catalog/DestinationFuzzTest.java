package io.casgate.catalog;

import io.casgate.dedup.StoredFormat;
import io.casgate.dedup.Target;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

class DestinationFuzzTest implements StoredFormat<Destination> {
    @Override
    public List<Destination> samples() {
        return List.of(
                new Destination.OfObject(
                        new BucketId(new UUID(1, 2)), new ObjectKey("photos/\u00e9t\u00e9 \ud83d\ude00")),
                new Destination.OfPart(UploadId.ofBytes(new byte[UploadId.BYTES]), 10_000));
    }

    @Override
    public ByteBuffer encode(Destination destination) {
        return destination.toTarget().name();
    }

    /** No longer ones are stored. */
    @Override
    public void check(byte[] input) {
        if (input.length <= Target.MAX_BYTES - 4) {
            StoredFormat.super.check(input);
        }
    }

    @Override
    public Destination decode(ByteBuffer stored) {
        return Destination.of(new Target(stored));
    }
}
