package io.casgate.dedup.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.dedup.DedupStore.NumberedPart;
import io.casgate.dedup.Domain;
import io.casgate.dedup.OwnerId;
import io.casgate.dedup.PendingContent;
import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.StoreUnavailableException;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.manifest.Extent;
import io.casgate.dedup.manifest.Span;
import io.casgate.dedup.segment.SegmentHeader;
import io.casgate.dedup.segment.SlotSet;
import io.casgate.dedup.store.memory.Call.Kind;
import io.casgate.dedup.store.memory.MemoryPorts;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Copies and completions move no bytes. */
class SharingTest {
    private static final int MIB = 1 << 20;

    private final MemoryPorts ports = new MemoryPorts();
    private final TestStore store = new TestStore(ports.ports());

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anyRangeIsSharedWithoutPayload() {
        byte[] body = withZerosInIt(SampleBytes.random(1, 11 * MIB));
        Content source = store.store(body);
        ports.calls().clear();
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            int offset = random.nextInt(body.length);
            int length = random.nextInt(body.length - offset) + 1;
            Content copy = share(Domain.DEFAULT, source, offset, length);
            assertThat(store.read(copy)).isEqualTo(Arrays.copyOfRange(body, offset, offset + length));
        }
        assertThat(ports.calls().count(Kind.WRITE_PACKS)).isZero();
        assertThat(ports.intentsAtRest()).isEmpty();
    }

    @Test
    void aCopyHoldsReferencesOfItsOwn() {
        Content source = store.store(SampleBytes.random(2, 9 * MIB));
        Content copy = share(Domain.DEFAULT, source, 5 * MIB, MIB);
        Span span = ((Content.Embedded) copy).spans().getFirst();
        for (Extent extent : span.extents()) {
            Extent.Run run = (Extent.Run) extent;
            assertThat(ports.used(run.segment(), span.owner()).stream())
                    .containsExactly(IntStream.range(run.firstSlot(), run.firstSlot() + run.slotCount())
                            .boxed()
                            .toArray(Integer[]::new));
        }
        assertThat(span.owner())
                .isNotEqualTo(((Content.Embedded) source).spans().getFirst().owner());
    }

    @Test
    void inlineContentIsCopied() {
        byte[] body = SampleBytes.random(3, 5000);
        Content copy = share(Domain.DEFAULT, store.store(body), 100, 4000);
        assertThat(copy).isInstanceOf(Content.Inline.class);
        assertThat(store.read(copy)).isEqualTo(Arrays.copyOfRange(body, 100, 4100));
    }

    @Test
    void whatMayNotBeSharedIsWrittenAnew() {
        byte[] body = withZerosInIt(SampleBytes.random(4, 9 * MIB));
        Content source = store.store(body);
        ports.headers()
                .replaceAll((segment, header) -> new SegmentHeader(
                        header.domain(),
                        header.created(),
                        header.blocks(),
                        header.condemned(),
                        header.deleted(),
                        true));
        Content copy = share(Domain.DEFAULT, source, 12_345, 7_000_000);
        assertThat(ports.calls().count(Kind.WRITE_PACKS)).isPositive();
        assertThat(store.read(copy)).isEqualTo(Arrays.copyOfRange(body, 12_345, 7_012_345));
    }

    /** A copy that is partly shared and partly written anew changes owners at any of its pieces. */
    @Test
    void everyExtentIsReferencedByTheOwnerThatItNames() {
        List<NumberedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 60; number++) {
            parts.add(new NumberedPart(number, store.store(SampleBytes.random(100 + number, 20_000))));
        }
        Content source = join(parts);
        Random random = new Random(2);
        ports.headers()
                .replaceAll((segment, header) -> new SegmentHeader(
                        header.domain(),
                        header.created(),
                        header.blocks(),
                        header.condemned(),
                        header.deleted(),
                        random.nextBoolean()));
        try (TestStore other = new TestStore(ports.ports(), TestSettings.fewSegmentsPerOwner());
                PendingContent copy =
                        other.engine().share(Domain.DEFAULT, TestStore.TARGET, source, 0, source.length())) {
            List<Span> spans = ((Content.Embedded) copy.content()).spans();
            assertThat(spans).hasSizeGreaterThan(1);
            for (Span span : spans) {
                for (Extent extent : span.extents()) {
                    Extent.Run run = (Extent.Run) extent;
                    assertThat(ports.used(run.segment(), span.owner())
                                    .containsAll(SlotSet.run(run.firstSlot(), run.slotCount())))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void anotherDomainGetsBytesOfItsOwn() {
        byte[] body = SampleBytes.random(5, 2 * MIB);
        Content source = store.store(body);
        long stored = ports.storedBytes();
        Content copy = share(new Domain("other"), source, 0, body.length);
        assertThat(ports.storedBytes()).isGreaterThanOrEqualTo(stored + 2 * MIB);
        assertThat(store.read(copy)).isEqualTo(body);
    }

    @Test
    void aFailedCopyLeavesNoReferences() {
        Content source = store.store(SampleBytes.random(6, 9 * MIB));
        OwnerId owner = ((Content.Embedded) source).spans().getFirst().owner();
        ports.calls().failNth(Kind.READ_HEADER, 2);
        assertThatThrownBy(() -> share(Domain.DEFAULT, source, 0, source.length()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(ports.references().values())
                .allSatisfy(owners -> assertThat(owners).containsOnlyKeys(owner));
        assertThat(ports.intentsAtRest()).isEmpty();
    }

    @Test
    void partsAreJoinedUnderTheirNumbersAndOwners() {
        byte[] first = SampleBytes.random(7, 6 * MIB);
        byte[] second = withZerosInIt(SampleBytes.random(8, 5 * MIB));
        byte[] last = SampleBytes.random(9, 100);
        List<NumberedPart> parts = List.of(
                new NumberedPart(1, store.store(first)),
                new NumberedPart(7, store.store(second)),
                new NumberedPart(8, store.store(new byte[0])),
                new NumberedPart(10_000, store.store(last)));
        assertThat(ports.intentsAtRest()).isEmpty();
        ports.calls().clear();
        Content joined = join(parts);
        assertThat(ports.calls().log()).as("statements").isEmpty();
        assertThat(store.read(joined)).isEqualTo(concat(first, second, last));
        List<Span> spans = ((Content.Embedded) joined).spans();
        assertThat(spans).extracting(Span::partNumber).containsExactly(1, 7, 8, 10_000);
        assertThat(spans.getFirst().owner())
                .isEqualTo(((Content.Embedded) parts.getFirst().content())
                        .spans()
                        .getFirst()
                        .owner());
    }

    @Test
    void manyPartsArePaged() {
        byte[] part = SampleBytes.random(10, 20_000);
        Content stored = store.store(part);
        List<NumberedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 10_000; number++) {
            parts.add(new NumberedPart(number, stored));
        }
        Content joined = join(parts);
        assertThat(joined).isInstanceOf(Content.Paged.class);
        assertThat(ports.intentsAtRest()).isEmpty();
        assertThat(store.read(joined, 9_999L * part.length, part.length)).isEqualTo(part);
        assertThat(store.engine().spans(joined).map(Span::partNumber).distinct())
                .hasSize(10_000)
                .isSorted();
    }

    /** Of 200 MB that are to be overwritten, no more is looked at than lies ahead of the body. */
    @Test
    void aLongManifestIsNotHeldWhole() {
        Content stored = store.store(SampleBytes.random(11, 20_000));
        List<NumberedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 10_000; number++) {
            parts.add(new NumberedPart(number, stored));
        }
        Content joined = join(parts);
        ports.calls().clear();
        store.store(Domain.DEFAULT, SampleBytes.random(12, MIB), List.of(joined));
        assertThat(ports.calls().count(Kind.READ_PAGE)).isPositive().isLessThan(ports.pageCount());
    }

    private Content share(Domain domain, Content source, long offset, long length) {
        try (PendingContent pending = store.engine().share(domain, TestStore.TARGET, source, offset, length)) {
            pending.published();
            return pending.content();
        }
    }

    private Content join(List<NumberedPart> parts) {
        try (PendingContent pending = store.engine().join(TestStore.TARGET, parts)) {
            pending.published();
            return pending.content();
        }
    }

    private static byte[] withZerosInIt(byte[] body) {
        Arrays.fill(body, body.length / 3, body.length / 3 + 300_000, (byte) 0);
        return body;
    }

    private static byte[] concat(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }
}
