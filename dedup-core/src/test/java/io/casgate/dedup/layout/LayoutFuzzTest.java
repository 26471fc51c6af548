package io.casgate.dedup.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.layout.Archives.Tar;
import io.casgate.dedup.layout.Archives.Zip;
import io.casgate.fuzz.FuzzTarget;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Any bytes are divided completely, and the same way however they are sliced. */
class LayoutFuzzTest implements FuzzTarget {
    private static final Set<ArchiveFormat> ALL = EnumSet.allOf(ArchiveFormat.class);

    @Override
    public List<byte[]> seeds() {
        byte[] text = SampleBytes.text(700);
        byte[] zip = new Zip(1L << 40)
                .stored("a", text)
                .deflated("b", text)
                .stored("c", new byte[0])
                .end();
        byte[] tar = new Tar(1)
                .file("a", text)
                .member('x', "attributes", new byte[20])
                .file("b.zip", zip)
                .file("c", new byte[0])
                .end();
        return List.of(
                tar,
                zip,
                Arrays.copyOfRange(tar, 100, tar.length),
                Arrays.copyOfRange(zip, 100, zip.length),
                new Tar(2).file("a.tar", tar).file("b", text).end());
    }

    @Override
    public List<String> words() {
        return List.of("ustar", "ustar\000", "PK\003\004", "00000001000", "\u0080\0\0\0\0\0\0\0\0\0\1\0");
    }

    @Override
    public void check(byte[] input) {
        List<Piece> whole = Piece.of(input, ALL, () -> input.length);
        assertThat(whole.stream().mapToLong(Piece::length).sum()).isEqualTo(input.length);

        Random random = new Random(input.length);
        assertThat(Piece.of(input, ALL, () -> 1)).isEqualTo(whole);
        assertThat(Piece.of(input, ALL, () -> 1 + random.nextInt(1000))).isEqualTo(whole);
    }
}
