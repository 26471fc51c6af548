package io.casgate.gateway.s3.operation.object;

import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.StoredObject;
import io.casgate.dedup.DedupStore;
import io.casgate.dedup.DedupStore.JoinedPart;
import io.casgate.gateway.digest.Checksum;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of objects that were uploaded in parts, or appended to. */
public final class ObjectParts {
    private final DedupStore dedup;

    public ObjectParts(DedupStore dedup) {
        this.dedup = dedup;
    }

    /**
     * A part of an object.
     *
     * @param number its place in the object, from 1 on, whatever number it was uploaded under
     * @param offset where it begins in the object, in bytes
     * @param size bytes
     * @param checksum by the algorithm of the object's; null when it is not known
     */
    public record Part(
            int number, long offset, long size, @Nullable Checksum checksum) {}

    /** Those up to a number, in order; fewer when the object has fewer, as one that was uploaded at once has none. */
    public List<Part> first(StoredObject object, int upTo) {
        ObjectAttributes attributes = object.attributes();
        int count = Math.min(upTo, attributes.partCount());
        List<Part> parts = new ArrayList<>(count);
        for (JoinedPart joined : dedup.parts(attributes.content(), 0, count)) {
            parts.add(new Part(
                    parts.size() + 1, joined.offset(), joined.length(), checksum(attributes, joined.checksum())));
        }
        if (parts.size() < count) {
            parts.add(new Part(count, attributes.size(), 0, checksumOfNothing(attributes)));
        }
        return parts;
    }

    /** No content names an empty last part. */
    private static @Nullable Checksum checksumOfNothing(ObjectAttributes attributes) {
        if (attributes.checksum() == null) {
            return null;
        }
        ChecksumAlgorithm algorithm =
                ChecksumAlgorithm.valueOf(attributes.checksum().algorithm());
        return Checksum.of(algorithm, algorithm.newDigest().digest());
    }

    private static @Nullable Checksum checksum(ObjectAttributes attributes, ByteBuffer stored) {
        if (attributes.checksum() == null || !stored.hasRemaining()) {
            return null;
        }
        byte[] bytes = new byte[stored.remaining()];
        stored.get(stored.position(), bytes);
        return Checksum.of(ChecksumAlgorithm.valueOf(attributes.checksum().algorithm()), bytes);
    }
}
