package io.casgate.catalog.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.catalog.BucketId;
import io.casgate.catalog.Checksum;
import io.casgate.catalog.ChecksumType;
import io.casgate.catalog.DeleteMarker;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.ObjectDescription;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.ObjectLock;
import io.casgate.catalog.ObjectLock.LegalHold;
import io.casgate.catalog.ObjectLock.Mode;
import io.casgate.catalog.ObjectLock.Retention;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.VersionId;
import io.casgate.dedup.manifest.Content;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What keys need of a store of older versions; every implementation passes. */
abstract class VersionStoreContract {
    abstract VersionStore store();

    private final VersionStore store = store();
    private final BucketId bucket = BucketId.random();
    private final ObjectKey key = new ObjectKey("k\0😀");

    private static StoredVersion object(long number, VersionId id, @Nullable Checksum checksum) {
        ObjectAttributes attributes = new ObjectAttributes(
                "etag" + number,
                new ObjectDescription(
                        "owner",
                        Map.of("content-type", "text/plain"),
                        Map.of("colour", "blå"),
                        Map.of("team", "a"),
                        "the owner's",
                        new ObjectLock(new Retention(Mode.COMPLIANCE, Instant.ofEpochMilli(99)), LegalHold.OFF)),
                checksum,
                3,
                new Content.Inline(ByteBuffer.wrap(new byte[] {1, 2, 3})));
        return new StoredObject(attributes, Instant.ofEpochMilli(1234), number, id);
    }

    private static StoredVersion marker(long number) {
        return new DeleteMarker("owner", Instant.ofEpochMilli(77), number, VersionId.create(number, new Random(1)));
    }

    @Test
    void versionsAreFoundAsTheyWereWritten() {
        StoredVersion first = object(3, VersionId.NULL, new Checksum("SHA256", "x-3", ChecksumType.COMPOSITE));
        StoredVersion second = object(5, VersionId.create(5, new Random(1)), null);
        StoredVersion third = marker(9);
        store.put(bucket, key, second, second.version());
        store.put(bucket, key, first, first.version());
        store.put(bucket, key, third, third.version());
        store.put(bucket, key, first, first.version());

        assertThat(store.find(bucket, key, 3)).contains(first);
        assertThat(store.find(bucket, key, 5)).contains(second);
        assertThat(store.find(bucket, key, 9)).contains(third);
        assertThat(store.find(bucket, key, 4)).isEmpty();
        assertThat(store.find(bucket, new ObjectKey("l"), 5)).isEmpty();
        assertThat(store.find(BucketId.random(), key, 5)).isEmpty();
    }

    @Test
    void versionsAreReadNewestFirst() {
        for (long number = 1; number <= 10; number++) {
            store.put(bucket, key, marker(number), number);
        }

        assertThat(store.below(bucket, key, Long.MAX_VALUE, 3))
                .extracting(StoredVersion::version)
                .containsExactly(10L, 9L, 8L);
        assertThat(store.below(bucket, key, 3, 5))
                .extracting(StoredVersion::version)
                .containsExactly(2L, 1L);
        assertThat(store.below(bucket, key, 1, 5)).isEmpty();
    }

    @Test
    void theLatestStateWinsWhicheverArrivesLast() {
        StoredVersion first = object(5, VersionId.create(5, new Random(1)), null);
        StoredVersion amended =
                object(5, VersionId.create(5, new Random(1)), new Checksum("CRC32", "x", ChecksumType.FULL_OBJECT));
        store.put(bucket, key, amended, 8);
        store.put(bucket, key, first, 7);
        store.remove(bucket, key, 5, 6);
        assertThat(store.find(bucket, key, 5)).contains(amended);

        store.put(bucket, key, first, 9);
        assertThat(store.find(bucket, key, 5)).contains(first);
        store.remove(bucket, key, 5, 9);
        store.put(bucket, key, amended, 9);
        assertThat(store.find(bucket, key, 5)).isEmpty();
    }

    @Test
    void aRemovedVersionNeverComesBack() {
        store.remove(bucket, key, 4, 4);
        store.put(bucket, key, marker(3), 3);
        store.put(bucket, key, marker(4), 4);
        store.put(bucket, key, marker(5), 5);
        store.remove(bucket, key, 5, 5);
        store.put(bucket, key, marker(5), 5);

        assertThat(store.find(bucket, key, 4)).isEmpty();
        assertThat(store.below(bucket, key, 10, 10))
                .extracting(StoredVersion::version)
                .containsExactly(3L);
    }
}
