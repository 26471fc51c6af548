package io.casgate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.dedup.CorruptContentException;
import io.casgate.dedup.Target;
import io.casgate.dedup.format.FormatWriter;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
    private static final UUID BUCKET = UUID.fromString("00010203-0405-0607-0809-0a0b0c0d0e0f");

    private static String hex(Target target) {
        byte[] bytes = new byte[target.name().remaining()];
        target.name().duplicate().get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Stored values: these bytes never change. */
    @Test
    void everyDestinationHasItsStoredForm() {
        Destination object = new Destination.OfObject(new BucketId(BUCKET), new ObjectKey("a/ä"));
        assertThat(hex(object.toTarget()))
                .startsWith("0101000102030405060708090a0b0c0d0e0f612fc3a4")
                .hasSize(52);
        assertThat(Destination.of(object.toTarget())).isEqualTo(object);

        byte[] id = HexFormat.of().parseHex("0102030405060708090a0b0c0d0e0f101112131415161718");
        Destination part = new Destination.OfPart(UploadId.ofBytes(id), 10_000);
        assertThat(hex(part.toTarget()))
                .startsWith("0102" + HexFormat.of().formatHex(id) + "904e")
                .hasSize(64);
        assertThat(Destination.of(part.toTarget())).isEqualTo(part);
    }

    @Test
    void theLongestKeyFits() {
        Destination object = new Destination.OfObject(new BucketId(BUCKET), new ObjectKey("k".repeat(1024)));
        assertThat(Destination.of(object.toTarget())).isEqualTo(object);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ff", "eda080"})
    void objectsWithoutAKeyAreRefused(String key) {
        Target target = new Target(new FormatWriter(64)
                .u8(1)
                .u8(1)
                .uuid(BUCKET)
                .bytes(ByteBuffer.wrap(HexFormat.of().parseHex(key)))
                .seal());
        assertThatThrownBy(() -> Destination.of(target)).isInstanceOf(CorruptContentException.class);
    }

    @ParameterizedTest
    @CsvSource({"''", "0101", "00000000"})
    void anythingElseIsRefused(String hex) {
        Target target = new Target(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
        assertThatThrownBy(() -> Destination.of(target)).isInstanceOf(CorruptContentException.class);
    }
}
