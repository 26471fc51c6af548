package io.casgate.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.dedup.format.FormatWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;

/** What every stored format's tests do. */
public final class StoredBytes {
    private StoredBytes() {}

    public static byte[] of(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    public static String hex(ByteBuffer buffer) {
        return HexFormat.of().formatHex(of(buffer));
    }

    /** The bytes given in hexadecimal, with a checksum that is right. */
    public static ByteBuffer sealed(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return new FormatWriter(bytes.length + 4).bytes(bytes, 0, bytes.length).seal();
    }

    /** Flips each bit, cuts at each length, and adds a byte: {@code decode} must refuse every time. */
    public static void assertDamageIsNoticed(ByteBuffer stored, Function<ByteBuffer, ?> decode) {
        byte[] whole = of(stored);
        assertThat(decode.apply(ByteBuffer.wrap(whole))).isNotNull();
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(flipped, decode);
        }
        for (int length = 0; length <= whole.length + 1; length++) {
            if (length != whole.length) {
                assertRefused(Arrays.copyOf(whole, length), decode);
            }
        }
    }

    private static void assertRefused(byte[] bytes, Function<ByteBuffer, ?> decode) {
        assertThatThrownBy(() -> decode.apply(ByteBuffer.wrap(bytes))).isInstanceOf(CorruptContentException.class);
    }
}
