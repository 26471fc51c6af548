package io.casgate.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.dedup.format.FormatWriter;
import io.casgate.fuzz.FuzzTarget;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Any bytes under a right checksum are a value that survives being stored again, or are told to be corrupt. */
public interface StoredFormat<T> extends FuzzTarget {
    List<T> samples();

    ByteBuffer encode(T value);

    T decode(ByteBuffer stored);

    /** Without their checksums, as no mutation would have a right one. */
    @Override
    default List<byte[]> seeds() {
        return samples().stream()
                .map(this::encode)
                .map(StoredBytes::of)
                .map(stored -> Arrays.copyOf(stored, stored.length - 4))
                .toList();
    }

    @Override
    default void check(byte[] input) {
        T value;
        try {
            value = decode(new FormatWriter(input.length + 4)
                    .bytes(input, 0, input.length)
                    .seal());
        } catch (CorruptContentException e) {
            assertThat(e).hasMessageStartingWith("Stored ");
            return;
        }
        assertThat(decode(encode(value))).isEqualTo(value);
    }
}
