package io.casgate.catalog.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.catalog.BucketId;
import io.casgate.catalog.Checksum;
import io.casgate.catalog.ChecksumType;
import io.casgate.catalog.ObjectDescription;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.ObjectLock;
import io.casgate.catalog.ObjectLock.LegalHold;
import io.casgate.catalog.ObjectLock.Mode;
import io.casgate.catalog.ObjectLock.Retention;
import io.casgate.catalog.Part;
import io.casgate.catalog.Upload;
import io.casgate.catalog.UploadId;
import io.casgate.catalog.Uploads.CompletedObject;
import io.casgate.catalog.VersionId;
import io.casgate.catalog.port.UploadRegister.StoredPart;
import io.casgate.catalog.port.UploadRegister.WithParts;
import io.casgate.catalog.port.UploadRow.Aborted;
import io.casgate.catalog.port.UploadRow.Completed;
import io.casgate.catalog.port.UploadRow.Completing;
import io.casgate.catalog.port.UploadRow.Open;
import io.casgate.dedup.manifest.Content;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What uploads need of a register; every implementation passes. */
abstract class UploadRegisterContract {
    abstract UploadRegister register();

    private final UploadRegister register = register();
    private final UploadId id = UploadId.create(Instant.now(), new SecureRandom());
    private final Upload upload = new Upload(
            id,
            BucketId.random(),
            new ObjectKey("k"),
            new ObjectDescription(
                    "owner",
                    Map.of("content-type", "text/plain"),
                    Map.of(),
                    Map.of("team", "a"),
                    "the owner's",
                    new ObjectLock(new Retention(Mode.COMPLIANCE, Instant.ofEpochMilli(99)), LegalHold.OFF)),
            "CRC32",
            ChecksumType.COMPOSITE);

    private static StoredPart part(int number) {
        Part part = new Part(
                number,
                "etag",
                new Checksum("CRC32", "AAAA", ChecksumType.FULL_OBJECT),
                Instant.ofEpochMilli(9),
                Content.Inline.EMPTY);
        return new StoredPart(part, UUID.randomUUID());
    }

    private UploadRow row() {
        return register.read(id).orElseThrow();
    }

    @Test
    void partsAreStoredWhileTheUploadIsOpen() {
        assertThat(register.swapPart(id, null, part(1))).isFalse();
        UploadRow open = new UploadRow(upload, UUID.randomUUID(), new Open());
        register.create(open);
        assertThat(row()).isEqualTo(open);
        assertThat(register.readParts(id, 0, 10)).contains(new WithParts(open, List.of()));

        StoredPart first = part(1);
        StoredPart third = part(3);
        assertThat(register.swapPart(id, null, third)).isTrue();
        assertThat(register.swapPart(id, null, first)).isTrue();
        assertThat(register.swapPart(id, null, part(1))).isFalse();
        assertThat(register.swapPart(id, UUID.randomUUID(), part(1))).isFalse();

        UploadRow changed = new UploadRow(upload, first.change(), new Open());
        assertThat(register.readParts(id, 0, 10)).contains(new WithParts(changed, List.of(first, third)));
        assertThat(register.readParts(id, 1, 10)).contains(new WithParts(changed, List.of(third)));
        assertThat(register.readParts(id, 0, 1)).contains(new WithParts(changed, List.of(first)));
        assertThat(register.settlePart(id, 1).orElseThrow().parts()).containsExactly(first);

        StoredPart again = part(1);
        assertThat(register.swapPart(id, first.change(), again)).isTrue();
        assertThat(register.swapState(new UploadRow(upload, UUID.randomUUID(), new Aborted()), first.change()))
                .isFalse();
        assertThat(register.swapState(new UploadRow(upload, UUID.randomUUID(), new Aborted()), again.change()))
                .isTrue();
        assertThat(register.swapPart(id, again.change(), part(1))).isFalse();
        assertThat(register.swapPart(id, null, part(2))).isFalse();
        register.removeParts(id);
        assertThat(register.readParts(id, 0, 10).orElseThrow().parts()).isEmpty();
    }

    @Test
    void everyStateComesBackAsItWas() {
        register.create(new UploadRow(upload, UUID.randomUUID(), new Open()));
        CompletedObject plain = new CompletedObject("e", null, 4, VersionId.NULL);
        CompletedObject full = new CompletedObject(
                "e", new Checksum("SHA1", "v-2", ChecksumType.COMPOSITE), 5, VersionId.create(5, new Random(1)));
        for (UploadRow.State state : List.of(
                new Completing(UUID.randomUUID(), 0),
                new Completing(UUID.randomUUID(), 77),
                new Open(),
                new Completed(full),
                new Completed(plain),
                new Aborted())) {
            UploadRow next = new UploadRow(upload, UUID.randomUUID(), state);
            assertThat(register.swapState(next, row().revision())).isTrue();
            assertThat(row()).isEqualTo(next);
        }
    }
}
