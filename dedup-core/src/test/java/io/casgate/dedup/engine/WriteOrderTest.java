package io.casgate.dedup.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.dedup.ContentWriter;
import io.casgate.dedup.Domain;
import io.casgate.dedup.OwnerId;
import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.manifest.Extent;
import io.casgate.dedup.segment.SegmentHeader;
import io.casgate.dedup.store.memory.Call;
import io.casgate.dedup.store.memory.Call.Kind;
import io.casgate.dedup.store.memory.Call.Moment;
import io.casgate.dedup.store.memory.MemoryPorts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What must be durable before what: the log of a store that takes its time tells. */
class WriteOrderTest {
    private static final int MIB = 1 << 20;

    private final MemoryPorts ports = new MemoryPorts();
    private final TestStore store = new TestStore(ports.ports());

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void referenceThenPacksThenHeaderThenIndex() {
        store.store(SampleBytes.random(1, 17 * MIB));
        List<Call> log = ports.calls().log();
        Set<SegmentId> segments = segments(log);
        assertThat(segments).hasSizeGreaterThanOrEqualTo(5);
        for (SegmentId segment : segments) {
            assertOrder(log, segment, Kind.REFERENCE, Kind.WRITE_PACKS);
            assertOrder(log, segment, Kind.WRITE_PACKS, Kind.WRITE_HEADER);
            assertOrder(log, segment, Kind.WRITE_HEADER, Kind.PUT_HOOK);
        }
    }

    @Test
    void theIntentComesBeforeEverything() {
        store.store(SampleBytes.random(2, MIB));
        List<Call> log = ports.calls().log();
        int intent = last(log, null, Kind.BEGIN_INTENT);
        assertThat(intent).isLessThan(first(log, segments(log).iterator().next(), Kind.REFERENCE));
    }

    @Test
    void aHitIsReferencedBeforeItsHeaderIsRead() {
        byte[] body = SampleBytes.random(3, 9 * MIB);
        store.store(body);
        ports.calls().clear();
        try (TestStore other = new TestStore(ports.ports())) {
            other.store(body);
        }
        List<Call> log = ports.calls().log();
        for (SegmentId segment : segments(log)) {
            assertThat(first(log, segment, Kind.READ_HEADER)).isGreaterThan(firstDone(log, segment, Kind.REFERENCE));
        }
    }

    @Test
    void everythingIsDurableWhenTheBodyIsFinished() {
        try (ContentWriter writer = store.engine().write(Domain.DEFAULT, TestStore.TARGET, List.of())) {
            TestStore.writeInPieces(writer, SampleBytes.random(4, 9 * MIB));
            try (var pending = writer.finish()) {
                List<Call> log = ports.calls().log();
                long begun = log.stream()
                        .filter(call -> call.moment() == Moment.BEGUN)
                        .count();
                long done = log.stream()
                        .filter(call -> call.moment() == Moment.DONE)
                        .count();
                assertThat(done).isEqualTo(begun);
                assertThat(pending.content().length()).isEqualTo(9 * MIB);
                assertThat(ports.intents().values())
                        .singleElement()
                        .satisfies(intent -> assertThat(intent.target()).isEqualTo(TestStore.TARGET));
                pending.published();
            }
        }
    }

    @Test
    void anAnswerThatNobodyNeedsAnyMoreIsAwaitedAllTheSame() {
        byte[] body = SampleBytes.random(5, 5 * MIB);
        Content first = store.store(body);
        Map<SegmentId, SegmentHeader> headers = Map.copyOf(ports.headers());
        ports.headers().clear();
        try (TestStore second = new TestStore(ports.ports())) {
            second.store(body);
        }
        ports.headers().putAll(headers);
        // The index names the second copy by now, the similar content the first: and the index is late.
        ports.calls().clear();
        ports.calls().slowDown(Kind.READ_HEADER, Duration.ofMillis(50));
        ports.calls().slowDown(Kind.FIND_HOOK, Duration.ofSeconds(2));
        try (TestStore third = new TestStore(ports.ports())) {
            Content content = third.store(Domain.DEFAULT, body, List.of(first));
            OwnerId owner = ((Content.Embedded) content).spans().getFirst().owner();
            List<Call> log = ports.calls().log();
            assertThat(log).contains(new Call(Kind.FIND_HOOK, null, Moment.DONE));
            assertThat(segments(log)).as("the second copy was pinned").hasSizeGreaterThan(headers.size());
            Set<SegmentId> used = ((Content.Embedded) content)
                    .spans().getFirst().extents().stream()
                            .map(extent -> ((Extent.Run) extent).segment())
                            .collect(Collectors.toSet());
            ports.references()
                    .forEach((segment, owners) ->
                            assertThat(owners.containsKey(owner)).isEqualTo(used.contains(segment)));
        }
    }

    private static Set<SegmentId> segments(List<Call> log) {
        return log.stream().map(Call::segment).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** The last call of the one kind is done before the first of the other begins. */
    private static void assertOrder(List<Call> log, SegmentId segment, Kind before, Kind after) {
        int first = first(log, segment, after);
        long missing = IntStream.range(0, first)
                .filter(i -> is(log.get(i), segment, before, Moment.BEGUN))
                .count();
        long done = IntStream.range(0, first)
                .filter(i -> is(log.get(i), segment, before, Moment.DONE))
                .count();
        assertThat(done).as("%s before %s of %s", before, after, segment).isPositive();
        assertThat(missing).isEqualTo(done);
        if (before != Kind.REFERENCE) {
            assertThat(last(log, segment, before)).isLessThan(first);
        }
    }

    private static int first(List<Call> log, SegmentId segment, Kind kind) {
        return IntStream.range(0, log.size())
                .filter(i -> is(log.get(i), segment, kind, Moment.BEGUN))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + kind + " of " + segment));
    }

    private static int firstDone(List<Call> log, SegmentId segment, Kind kind) {
        return IntStream.range(0, log.size())
                .filter(i -> is(log.get(i), segment, kind, Moment.DONE))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + kind + " of " + segment));
    }

    private static int last(List<Call> log, @Nullable SegmentId segment, Kind kind) {
        return IntStream.range(0, log.size())
                .filter(i -> is(log.get(i), segment, kind, Moment.DONE))
                .max()
                .orElseThrow(() -> new AssertionError("No " + kind));
    }

    private static boolean is(Call call, @Nullable SegmentId segment, Kind kind, Moment moment) {
        return call.kind() == kind && call.moment() == moment && Objects.equals(call.segment(), segment);
    }
}
