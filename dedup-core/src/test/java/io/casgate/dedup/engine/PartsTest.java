package io.casgate.dedup.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.dedup.ContentWriter;
import io.casgate.dedup.DedupStore.JoinedPart;
import io.casgate.dedup.DedupStore.NumberedPart;
import io.casgate.dedup.Domain;
import io.casgate.dedup.OwnerId;
import io.casgate.dedup.PendingContent;
import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.StoreUnavailableException;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.manifest.Extent;
import io.casgate.dedup.manifest.Span;
import io.casgate.dedup.segment.SlotSet;
import io.casgate.dedup.store.memory.Call.Kind;
import io.casgate.dedup.store.memory.MemoryPorts;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of the parts of a joined body, and how one goes on where it ends. */
class PartsTest {
    private final MemoryPorts ports = new MemoryPorts();
    private final TestStore store = new TestStore(ports.ports());

    @AfterEach
    void close() {
        store.close();
    }

    private static ByteBuffer checksum(int number) {
        return ByteBuffer.allocate(32).putInt(number).position(0);
    }

    private Content join(List<NumberedPart> parts) {
        try (PendingContent pending = store.engine().join(TestStore.TARGET, parts)) {
            pending.published();
            return pending.content();
        }
    }

    private PendingContent write(byte[] body) {
        try (ContentWriter writer = store.engine().write(Domain.DEFAULT, TestStore.TARGET, List.of())) {
            TestStore.writeInPieces(writer, body);
            return writer.finish();
        }
    }

    private PendingContent append(Content base, PendingContent more, int number) {
        return store.engine().append(Domain.DEFAULT, TestStore.TARGET, base, more, checksum(number));
    }

    /** Appends and publishes. */
    private Content append(Content base, byte[] more, int number) {
        try (PendingContent tail = write(more);
                PendingContent whole = append(base, tail, number)) {
            whole.requireAlive();
            whole.published();
            return whole.content();
        }
    }

    private List<JoinedPart> all(Content content) {
        return store.engine().parts(content, 0, 10_000);
    }

    @Test
    void partsHaveTheirNumbersPlacesAndChecksums() {
        Content joined = join(List.of(
                new NumberedPart(2, store.store(SampleBytes.random(1, 70_000)), checksum(2)),
                new NumberedPart(3, store.store(SampleBytes.random(2, 10)), checksum(3)),
                new NumberedPart(7, store.store(new byte[0]), checksum(7)),
                new NumberedPart(10_000, store.store(SampleBytes.random(3, 50_000)))));

        List<JoinedPart> parts = List.of(
                new JoinedPart(2, 0, 70_000, checksum(2)),
                new JoinedPart(3, 70_000, 10, checksum(3)),
                new JoinedPart(7, 70_010, 0, checksum(7)),
                new JoinedPart(10_000, 70_010, 50_000, Span.NO_CHECKSUM));
        assertThat(all(joined)).isEqualTo(parts);
        assertThat(store.engine().parts(joined, 2, 2)).isEqualTo(parts.subList(1, 3));
        assertThat(store.engine().parts(joined, 4, 1)).isEqualTo(parts.subList(2, 3));
        assertThat(store.engine().parts(joined, 10_000, 1)).isEmpty();
        assertThat(store.engine().parts(joined, 0, 0)).isEmpty();
    }

    @Test
    void aBodyThatWasNotJoinedHasNone() {
        assertThat(all(store.store(new byte[10]))).isEmpty();
        assertThat(all(store.store(SampleBytes.random(1, 100_000)))).isEmpty();
    }

    /** A part of several owners is one part; its checksum is told once. */
    @Test
    void aPartOfManyOwnersIsOne() {
        try (TestStore other = new TestStore(ports.ports(), TestSettings.fewSegmentsPerOwner())) {
            List<NumberedPart> some = new ArrayList<>();
            for (int number = 1; number <= 40; number++) {
                some.add(new NumberedPart(number, store.store(SampleBytes.random(100 + number, 20_000))));
            }
            Content source = join(some);
            try (PendingContent part =
                    other.engine().share(Domain.DEFAULT, TestStore.TARGET, source, 0, source.length())) {
                assertThat(((Content.Embedded) part.content()).spans()).hasSizeGreaterThan(1);
                part.published();

                Content joined = join(
                        List.of(new NumberedPart(4, part.content(), checksum(4)), new NumberedPart(5, part.content())));

                assertThat(all(joined))
                        .containsExactly(
                                new JoinedPart(4, 0, source.length(), checksum(4)),
                                new JoinedPart(5, source.length(), source.length(), Span.NO_CHECKSUM));
            }
        }
    }

    @Test
    void anyOfTenThousandPartsIsFoundInAFewPages() {
        Content stored = store.store(SampleBytes.random(10, 20_000));
        List<NumberedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 10_000; number++) {
            parts.add(new NumberedPart(number, stored, checksum(number)));
        }
        Content joined = join(parts);
        assertThat(all(joined)).hasSize(10_000);
        int pages = ports.pageCount();
        assertThat(pages).isGreaterThan(5);
        Random random = new Random(1);
        ports.calls().clear();

        for (int i = 0; i < 100; i++) {
            int number = random.nextInt(10_000) + 1;
            assertThat(store.engine().parts(joined, number - 1, 1))
                    .containsExactly(new JoinedPart(number, (number - 1) * 20_000L, 20_000, checksum(number)));
        }
        assertThat(ports.calls().count(Kind.READ_PAGE)).isLessThan(100 * 20);
    }

    @Test
    void smallBodiesStayInlineWhenTheyGrow() {
        Content content = store.store(new byte[] {1, 2});
        ports.calls().clear();

        Content grown = append(content, new byte[] {3}, 1);

        assertThat(grown).isEqualTo(new Content.Inline(ByteBuffer.wrap(new byte[] {1, 2, 3})));
        assertThat(ports.calls().log()).as("statements").isEmpty();
    }

    /** Pieces of all sizes, small ones too, are appended to a body that was small once. */
    @Test
    void whatIsAppendedFollowsAndMovesNothing() {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        Content content = Content.Inline.EMPTY;
        Random random = new Random(4);
        for (int i = 0; i < 60; i++) {
            byte[] piece = SampleBytes.random(i, random.nextInt(3) == 0 ? 100_000 : 1 + random.nextInt(3_000));
            ports.calls().clear();

            content = append(content, piece, i);

            expected.writeBytes(piece);
            assertThat(ports.calls().count(Kind.READ_PACKS)).isZero();
            assertThat(ports.calls().count(Kind.REFERENCE)).isLessThan(5);
            assertThat(ports.calls().count(Kind.READ_HEADER)).isLessThan(5);
        }
        assertThat(store.read(content)).isEqualTo(expected.toByteArray());
        assertThat(ports.intentsAtRest()).isEmpty();
        requireReferences(content);
        List<JoinedPart> parts = all(content);
        assertThat(parts.getLast().checksum()).isEqualTo(checksum(59));
        for (int i = 0; i < parts.size(); i++) {
            assertThat(parts.get(i).partNumber()).isEqualTo(i + 1);
        }
        assertThat(parts.stream().mapToLong(JoinedPart::length).sum()).isEqualTo(content.length());
    }

    private void requireReferences(Content content) {
        try (var spans = store.engine().spans(content)) {
            spans.forEach(span -> span.extents().forEach(extent -> requireReference(span.owner(), extent)));
        }
    }

    private void requireReference(OwnerId owner, Extent extent) {
        if (extent instanceof Extent.Run run) {
            assertThat(ports.used(run.segment(), owner).containsAll(SlotSet.run(run.firstSlot(), run.slotCount())))
                    .isTrue();
        }
    }

    @Test
    void aJoinedBodyIsNumberedAnewWhenItGrows() {
        Content joined = join(List.of(
                new NumberedPart(3, store.store(SampleBytes.random(1, 70_000)), checksum(3)),
                new NumberedPart(9_999, store.store(SampleBytes.random(2, 60_000)), checksum(9_999))));

        Content grown = append(joined, SampleBytes.random(3, 50_000), 1);

        assertThat(all(grown))
                .containsExactly(
                        new JoinedPart(1, 0, 70_000, checksum(3)),
                        new JoinedPart(2, 70_000, 60_000, checksum(9_999)),
                        new JoinedPart(3, 130_000, 50_000, checksum(1)));
    }

    @Test
    void aBodyOfTenThousandPartsDoesNotGrow() {
        Content stored = store.store(SampleBytes.random(10, 20_000));
        List<NumberedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 9_999; number++) {
            parts.add(new NumberedPart(number, stored));
        }
        byte[] more = SampleBytes.random(11, 20_000);
        Content full = append(join(parts), more, 1);
        assertThat(all(full)).hasSize(10_000);
        int pages = ports.pageCount();

        assertThatThrownBy(() -> append(full, more, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ports.pageCount()).isEqualTo(pages);
    }

    /** What fails, or is abandoned, leaves the body that it would have replaced as it was. */
    @Test
    void anAppendThatFailsLeavesNothing() {
        byte[] body = SampleBytes.random(1, 70_000);
        Content base = store.store(body);
        for (Kind kind : List.of(Kind.BEGIN_INTENT, Kind.REFERENCE, Kind.WRITE_PACKS, Kind.WRITE_HEADER)) {
            ports.calls().failNth(kind, 1);
            assertThatThrownBy(() -> append(base, new byte[] {1, 2, 3}, 1))
                    .isInstanceOf(StoreUnavailableException.class);
        }
        try (PendingContent more = write(new byte[] {1, 2, 3});
                PendingContent abandoned = append(base, more, 1)) {
            assertThat(abandoned.content().length()).isEqualTo(70_003);
        }
        assertThat(store.read(base)).isEqualTo(body);
        requireReferences(base);
    }

    /** Somebody else was first: what was written is appended to what is there now. */
    @Test
    void whatLostARaceIsAppendedToSomethingElse() {
        Content lost = store.store(SampleBytes.random(1, 70_000));
        byte[] won = SampleBytes.random(2, 60_000);
        byte[] tail = SampleBytes.random(3, 50_000);
        Content grown;
        try (PendingContent more = write(tail)) {
            append(lost, more, 1).close();
            try (PendingContent whole = append(store.store(won), more, 1)) {
                whole.published();
                grown = whole.content();
            }
        }
        assertThat(store.read(grown, 60_000, 50_000)).isEqualTo(tail);
        requireReferences(grown);
        assertThat(ports.intentsAtRest()).isEmpty();
    }
}
