package io.casgate.dedup.layout;

import static io.casgate.dedup.layout.Piece.contents;
import static io.casgate.dedup.layout.Piece.header;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.layout.Archives.Tar;
import io.casgate.dedup.layout.Archives.Zip;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final Set<ArchiveFormat> ALL = EnumSet.allOf(ArchiveFormat.class);
    private static final byte[] LONG = SampleBytes.random(1, 100_000);
    private static final byte[] SHORT = SampleBytes.text(300);

    private static List<Piece> pieces(byte[] body) {
        return Piece.of(body, ALL, () -> body.length);
    }

    @Test
    void aTarIsHeadersAndContents() {
        byte[] tar = new Tar(1)
                .file("a", LONG)
                .file("b", SHORT)
                .file("c", new byte[0])
                .file("d", SHORT)
                .end();

        assertThat(pieces(tar))
                .containsExactly(
                        header(512),
                        contents(100_000),
                        header(352 + 512), // padding, and the next header
                        contents(300),
                        header(212 + 512 + 512),
                        contents(300),
                        header(212),
                        contents(1024));
        assertThat(Piece.of(tar, Set.of(ArchiveFormat.ZIP), () -> 1000)).containsExactly(contents(tar.length));
    }

    @Test
    void recordsAboutTheNextHeaderAreHeaders() {
        byte[] tar = new Tar(1)
                .member('g', "global", new byte[52])
                .member('x', "attributes", new byte[600])
                .file("a", SHORT)
                .member('L', "long name", new byte[512])
                .file("b", SHORT)
                .member('5', "directory", new byte[0])
                .member('x', "very long attributes", LONG)
                .end();

        assertThat(pieces(tar))
                .containsExactly(
                        header(512 + 512 + 512 + 1024 + 512),
                        contents(300),
                        header(212 + 512 + 512 + 512),
                        contents(300),
                        header(212 + 512 + 512),
                        contents(100_000),
                        header(352),
                        contents(1024));
    }

    /** A part of an upload: whatever it begins with, its first header is found, wherever that is. */
    @Test
    void aBodyMayBeginInTheMiddle() {
        byte[] tar = new Tar(1).file("a", LONG).file("b", LONG).end();
        for (int cut : List.of(1, 511, 512, 513, 50_000, 100_512, 100_863)) {
            byte[] part = Arrays.copyOfRange(tar, cut, tar.length);

            assertThat(pieces(part))
                    .containsExactly(
                            contents(100_864 - cut), header(512), contents(100_000), header(352), contents(1024));
        }
        // Without its beginning a header is none, and what follows is found again after the next one.
        assertThat(pieces(Arrays.copyOfRange(tar, 100_865, tar.length)))
                .containsExactly(contents(511 + 100_352 + 1024));
    }

    @Test
    void whatHasNoRightChecksumIsNoHeader() {
        byte[] tar = new Tar(1).file("a", SHORT).end();
        tar[0]++;
        assertThat(pieces(tar)).containsExactly(contents(tar.length));
        assertThat(pieces("ustar ustar 00ustar".repeat(1000).getBytes(US_ASCII)))
                .hasSize(1);
        assertThat(pieces(SampleBytes.random(7, 3_000_000))).hasSize(1);
        assertThat(pieces(new byte[0])).isEmpty();
    }

    @Test
    void sizesAreNotTrusted() {
        byte[] text = SampleBytes.text(2048);
        byte[] huge = new Tar(1)
                .header('0', "huge", Archives.binarySize(1L << 49))
                .padded(text)
                .end();
        assertThat(pieces(huge)).containsExactly(header(512), contents(2048 + 1024));

        byte[] right = new Tar(1)
                .header('0', "binary", Archives.binarySize(2000))
                .padded(text)
                .end();
        assertThat(pieces(right)).containsExactly(header(512), contents(2000), header(48), contents(1024));

        for (byte[] size : List.of(
                Archives.binarySize(-1),
                Archives.binarySize(1L << 60),
                "9".getBytes(US_ASCII),
                "7777777x".getBytes(US_ASCII))) {
            byte[] none = new Tar(1).header('0', "nonsense", size).padded(text).end();
            assertThat(pieces(none)).containsExactly(contents(none.length));
        }

        // The inner archive's member ends where the outer one's does.
        byte[] inner = new Tar(1)
                .header('0', "inner", Archives.binarySize(1L << 40))
                .padded(text)
                .end();
        byte[] outer = new Tar(1).file("outer", inner).file("next", SHORT).end();
        assertThat(pieces(outer))
                .containsExactly(
                        header(1024), contents(2048 + 1024), header(512), contents(300), header(212), contents(1024));
    }

    @Test
    void aShorterMemberThanItSaysIsFoundOutOf() {
        byte[] tar = new Tar(1)
                .header('0', "says 4096", "00000010000".getBytes(US_ASCII))
                .padded(new byte[2048])
                .file("swallowed", SHORT)
                .file("in the middle", LONG)
                .file("found", SHORT)
                .end();

        assertThat(pieces(tar))
                .containsExactly(
                        header(512),
                        contents(4096), // 2048, two members' headers, one's contents, and 512 bytes
                        contents(100_352 - 512),
                        header(512),
                        contents(300),
                        header(212),
                        contents(1024));
    }

    @Test
    void archivesInArchivesAreFollowedToADepth() {
        byte[] nested = SHORT;
        for (int depth = 0; depth < 7; depth++) {
            nested = new Tar(1).file("nested", nested).file("beside", SHORT).end();
        }

        List<Piece> pieces = pieces(nested);
        assertThat(pieces.getFirst()).isEqualTo(header(5 * 512));
        assertThat(pieces.stream()
                        .filter(piece -> !piece.isHeader())
                        .mapToLong(Piece::length)
                        .max())
                .hasValue(new Tar(1)
                        .file(
                                "nested",
                                new Tar(1)
                                        .file("nested", SHORT)
                                        .file("beside", SHORT)
                                        .end())
                        .file("beside", SHORT)
                        .end()
                        .length);
        assertThat(pieces.getLast()).isEqualTo(contents(1024));
    }

    /** A thousand empty files are a thousand headers, which would all be kept in the manifest. */
    @Test
    void headersThatAreMostOfABodyAreContents() {
        Tar tar = new Tar(1);
        for (int i = 0; i < 1000; i++) {
            tar.file("empty" + i, new byte[0]);
        }
        List<Piece> pieces = pieces(tar.end());

        long headers =
                pieces.stream().filter(Piece::isHeader).mapToLong(Piece::length).sum();
        assertThat(headers).isBetween(256_000L, 64 * 1024 + 256_512L);
    }

    @Test
    void aZipIsHeadersAndContents() {
        byte[] zip = new Zip(1L << 40).stored("a", LONG).stored("name", SHORT).end();

        assertThat(pieces(zip))
                .containsExactly(
                        header(30 + 1),
                        contents(100_000),
                        header(30 + 4),
                        contents(300),
                        contents(2 * 46 + 1 + 4 + 22)); // the central directory
        assertThat(Piece.of(zip, Set.of(ArchiveFormat.TAR), () -> 1000)).containsExactly(contents(zip.length));
    }

    /** With the size after them, contents go on to the next header: the size itself is theirs. */
    @Test
    void aStreamedZipIsHeadersAndContents() {
        byte[] zip = new Zip(1L << 40).deflated("a", LONG).deflated("b", LONG).end();
        List<Piece> pieces = pieces(zip);

        assertThat(pieces).hasSize(4);
        assertThat(pieces.get(0)).isEqualTo(header(31));
        assertThat(pieces.get(2)).isEqualTo(header(31));
        assertThat(pieces.get(1).length()).isBetween(100_000L, 100_100L);
    }

    @Test
    void aZipMayBeginInTheMiddleOrBeInATar() {
        byte[] zip = new Zip(1L << 40).stored("a", LONG).stored("name", SHORT).end();
        assertThat(pieces(Arrays.copyOfRange(zip, 77, zip.length)))
                .containsExactly(contents(100_031 - 77), header(34), contents(300), contents(119));

        byte[] tar = new Tar(1).file("jar", zip).file("b", SHORT).end();
        assertThat(pieces(tar))
                .containsExactly(
                        header(512 + 31),
                        contents(100_000),
                        header(34),
                        contents(300),
                        contents(119),
                        header((-zip.length & 511) + 512),
                        contents(300),
                        header(212),
                        contents(1024));
    }

    /** What costs time to search for is given up where nothing is; in a tar, a member's beginning needs no search. */
    @Test
    void zipsFarInABodyAreFoundWhereThereIsAnArchive() {
        int far = 5_000_000;
        byte[] zip = new Zip(1L << 40).stored("a", LONG).end();
        byte[] body = Arrays.copyOf(SampleBytes.random(2, far), far + zip.length);
        System.arraycopy(zip, 0, body, far, zip.length);
        Random random = new Random(1);

        assertThat(pieces(body)).containsExactly(contents(body.length));
        assertThat(Piece.of(body, ALL, () -> 1 + random.nextInt(100_000))).containsExactly(contents(body.length));
        assertThat(pieces(Arrays.copyOfRange(body, 2_000_000, body.length)))
                .containsExactly(contents(3_000_000), header(31), contents(100_000), contents(46 + 1 + 22));
        byte[] streamed = new Zip(1L << 40)
                .deflated("b", Arrays.copyOf(body, far))
                .stored("a", LONG)
                .end();
        assertThat(pieces(streamed)).hasSize(5).contains(header(31), contents(100_000));
        assertThat(pieces(new Tar(1)
                        .file("b", Arrays.copyOf(body, far))
                        .file("c", zip)
                        .end()))
                .contains(contents(far), contents(100_000));
    }
}
