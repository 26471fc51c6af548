package io.casgate.dedup.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.dedup.DedupStore.NumberedPart;
import io.casgate.dedup.Domain;
import io.casgate.dedup.PendingContent;
import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.layout.Archives.Tar;
import io.casgate.dedup.layout.Archives.Zip;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.manifest.Span;
import io.casgate.dedup.store.memory.Call.Kind;
import io.casgate.dedup.store.memory.MemoryPorts;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An archive that is stored again under another date costs its headers, and comes back exactly, in any range. */
class ArchivesTest {
    private static final int MEMBERS = 200;

    private final MemoryPorts ports = new MemoryPorts();
    private final TestStore store = new TestStore(ports.ports(), TestSettings.smallManifests());

    @AfterEach
    void close() {
        store.close();
    }

    /** Many small members, and some that are several blocks. */
    private static byte[] member(int number) {
        return SampleBytes.random(number, number % 20 == 0 ? 150_000 : 10 * number + 1);
    }

    private static byte[] tar(int time) {
        Tar tar = new Tar(time);
        IntStream.range(0, MEMBERS).forEach(i -> tar.file("directory/file" + i, member(i)));
        return tar.end();
    }

    private static byte[] zip(long time) {
        Zip zip = new Zip(time);
        IntStream.range(0, MEMBERS).forEach(i -> {
            String name = "directory/file" + i;
            if (i % 2 == 0) {
                zip.stored(name, member(i));
            } else {
                zip.deflated(name, member(i));
            }
        });
        return zip.end();
    }

    private long storedSince(long before) {
        return store.metrics().uniqueBytes.sum() - before;
    }

    @Test
    void aTarUnderAnotherDateCostsItsHeaders() {
        store.store(tar(1_000_000_000));
        long before = store.metrics().uniqueBytes.sum();
        byte[] next = tar(1_234_567_890);
        Content content = store.store(next);

        assertThat(storedSince(before)).isZero();
        assertThat(store.read(content)).isEqualTo(next);
        assertThat(ports.intentsAtRest()).isEmpty();
    }

    @Test
    void aZipUnderAnotherDateCostsItsHeadersAndDirectory() {
        store.store(zip(1_000_000_000_000L));
        long before = store.metrics().uniqueBytes.sum();
        byte[] next = zip(1_234_567_890_000L);
        Content content = store.store(next);

        assertThat(storedSince(before)).isBetween(1L, 100L * MEMBERS);
        assertThat(store.read(content)).isEqualTo(next);
    }

    /** A file alone is cut as the same file in an archive is. */
    @Test
    void membersAreFoundInAndOutOfArchives() {
        store.store(tar(1));
        long before = store.metrics().uniqueBytes.sum();
        store.store(member(20));
        store.store(new Zip(1L << 40).stored("other", member(40)).end());

        assertThat(storedSince(before)).isLessThan(1000);
    }

    @Test
    void partsThatBeginInTheMiddleMatchTheWhole() {
        store.store(tar(1));
        byte[] next = tar(2);
        long before = store.metrics().uniqueBytes.sum();
        byte[] first = Arrays.copyOfRange(next, 0, 777_777);
        byte[] second = Arrays.copyOfRange(next, 777_777, next.length);
        Content joined = join(store.store(first), store.store(second));

        assertThat(storedSince(before)).isLessThan(150_000 + 2000);
        assertThat(store.read(joined)).isEqualTo(next);
    }

    private Content join(Content... parts) {
        List<NumberedPart> numbered = IntStream.range(0, parts.length)
                .mapToObj(i -> new NumberedPart(i + 1, parts[i]))
                .toList();
        try (PendingContent pending = store.engine().join(TestStore.TARGET, numbered)) {
            pending.published();
            return pending.content();
        }
    }

    @Test
    void headersAreCarriedByCopiesAndAppends() {
        byte[] body = tar(1);
        Content source = store.store(body);
        ports.calls().clear();
        Random random = new Random(1);
        for (int i = 0; i < 30; i++) {
            int offset = random.nextInt(body.length);
            int length = 1 + random.nextInt(Math.min(20_000 * (i + 1), body.length - offset));
            byte[] range = Arrays.copyOfRange(body, offset, offset + length);

            assertThat(store.read(source, offset, length)).isEqualTo(range);
            assertThat(store.read(share(source, offset, length))).isEqualTo(range);
        }
        Content whole = append(join(source, share(source, 100, 5000)), share(source, 511, 1026));
        assertThat(ports.calls().count(Kind.WRITE_PACKS)).isZero();
        byte[] expected = Arrays.copyOf(body, body.length + 5000 + 1026);
        System.arraycopy(body, 100, expected, body.length, 5000);
        System.arraycopy(body, 511, expected, body.length + 5000, 1026);
        assertThat(store.read(whole)).isEqualTo(expected);
    }

    private Content share(Content source, long offset, long length) {
        try (PendingContent pending = store.engine().share(Domain.DEFAULT, TestStore.TARGET, source, offset, length)) {
            pending.published();
            return pending.content();
        }
    }

    private Content append(Content base, Content more) {
        PendingContent pendingMore = store.engine().share(Domain.DEFAULT, TestStore.TARGET, more, 0, more.length());
        try (PendingContent pending =
                store.engine().append(Domain.DEFAULT, TestStore.TARGET, base, pendingMore, Span.NO_CHECKSUM)) {
            pending.published();
            return pending.content();
        }
    }

    /** Whatever it says of itself, and however it arrives. */
    @Test
    void whatLiesAboutItsFormatComesBackExactly() {
        Random random = new Random(3);
        byte[] tar = new Tar(1)
                .file("a", tar(2))
                .file("b", zip(1L << 40))
                .file("c", new byte[100_000])
                .end();
        for (int i = 0; i < 30; i++) {
            byte[] body =
                    random.nextBoolean() ? tar.clone() : Arrays.copyOfRange(tar, random.nextInt(5000), tar.length);
            for (int flips = random.nextInt(200); flips > 0; flips--) {
                int near = random.nextInt(body.length) & (random.nextBoolean() ? -512 : -1);
                body[Math.min(body.length - 1, near + random.nextInt(300))] = (byte) random.nextInt(64);
            }
            assertThat(store.read(store.store(body))).isEqualTo(body);
        }
    }

    /** Equal blocks wherever slices end: the second body brings nothing new. */
    @Test
    void slicesDoNotMatter() {
        byte[] body = tar(1);
        store.store(body);
        long before = store.metrics().uniqueBytes.sum();
        try (var writer = store.engine().write(Domain.DEFAULT, TestStore.TARGET, List.of())) {
            for (byte one : body) {
                writer.write(ByteBuffer.wrap(new byte[] {one}));
            }
            writer.finish().close();
        }
        assertThat(storedSince(before)).isZero();
    }
}
