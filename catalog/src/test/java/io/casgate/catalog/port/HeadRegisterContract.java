package io.casgate.catalog.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.catalog.BucketId;
import io.casgate.catalog.Checksum;
import io.casgate.catalog.ChecksumType;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.ObjectDescription;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.ObjectLock;
import io.casgate.catalog.ObjectLock.LegalHold;
import io.casgate.catalog.ObjectLock.Mode;
import io.casgate.catalog.ObjectLock.Retention;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.UploadId;
import io.casgate.catalog.VersionId;
import io.casgate.catalog.port.Head.Amended;
import io.casgate.catalog.port.Head.Dead;
import io.casgate.catalog.port.Head.Live;
import io.casgate.catalog.port.Head.Older;
import io.casgate.catalog.port.Head.Removed;
import io.casgate.catalog.port.Head.RowChange;
import io.casgate.dedup.manifest.Content;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What heads need of a register; every implementation passes. */
abstract class HeadRegisterContract {
    abstract HeadRegister register();

    private final HeadRegister register = register();
    private final BucketId bucket = BucketId.random();
    private final ObjectKey key = new ObjectKey("k\0😀");

    private static Head live(long version, @Nullable UUID parent, @Nullable Checksum checksum) {
        ObjectAttributes attributes = new ObjectAttributes(
                "etag",
                checksum == null
                        ? ObjectDescription.of("owner")
                        : new ObjectDescription(
                                "owner",
                                Map.of("content-type", "text/plain"),
                                Map.of("colour", "blå"),
                                Map.of(),
                                "the owner's",
                                new ObjectLock(
                                        new Retention(Mode.COMPLIANCE, Instant.ofEpochMilli(99)), LegalHold.OFF)),
                checksum,
                3,
                new Content.Inline(ByteBuffer.wrap(new byte[] {1, 2, 3})));
        @Nullable UploadId upload = checksum == null ? null : UploadId.create(Instant.EPOCH, new Random(1));
        return new Head(
                version,
                UUID.randomUUID(),
                parent,
                new Live(
                        new StoredObject(attributes, Instant.ofEpochMilli(1234), version, VersionId.NULL),
                        checksum == null
                                ? new Older(Older.Rows.MAYBE, 2, 1, new Removed(3))
                                : new Older(Older.Rows.MAYBE, 0, 1, amended()),
                        upload));
    }

    private static RowChange amended() {
        ObjectLock lock = new ObjectLock(new Retention(Mode.GOVERNANCE, Instant.ofEpochMilli(9)), LegalHold.ON);
        return new Amended(4, Map.of("team", "b"), "everybody's", lock, "GLACIER_IR");
    }

    @Test
    void aStateReplacesTheOneOfTheExpectedVersion() {
        Head first = live(5, null, new Checksum("SHA256", "x-3", ChecksumType.COMPOSITE));
        assertThat(register.read(bucket, key)).isEmpty();
        assertThat(register.compareAndSet(bucket, key, 4, first)).isFalse();
        assertThat(register.compareAndSet(bucket, key, 0, first)).isTrue();
        assertThat(register.compareAndSet(bucket, key, 0, live(6, null, null))).isFalse();
        assertThat(register.read(bucket, key)).contains(first);
        assertThat(register.settle(bucket, key)).contains(first);

        Head second = live(6, first.change(), null);
        assertThat(register.compareAndSet(bucket, key, 5, second)).isTrue();
        assertThat(register.read(bucket, key)).contains(second);
    }

    @Test
    void aDeadStateKeepsItsVersion() {
        Head first = live(5, null, null);
        Head dead = new Head(7, UUID.randomUUID(), first.change(), new Dead());
        register.compareAndSet(bucket, key, 0, first);

        assertThat(register.compareAndSet(bucket, key, 5, dead)).isTrue();
        assertThat(register.read(bucket, key)).contains(dead);
        assertThat(register.compareAndSet(bucket, key, 0, first)).isFalse();
        assertThat(register.compareAndSet(bucket, key, 7, live(8, dead.change(), null)))
                .isTrue();
    }

    @Test
    void anAbsentKeyCanBecomeDead() {
        Head dead = new Head(7, UUID.randomUUID(), null, new Dead());

        assertThat(register.compareAndSet(bucket, key, 0, dead)).isTrue();
        assertThat(register.settle(bucket, key)).contains(dead);
    }
}
