package io.casgate.bench.cql;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.bench.measure.Outcome;
import io.casgate.bench.measure.Tally;
import io.casgate.localcassandra.TestCassandra;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CeilingTest {
    private static final int SEGMENT = PackStatements.SEGMENT_BYTES;
    private static final int REQUESTS_PER_SEGMENT = 4;

    private final Ceiling ceiling = Ceiling.open(
            new CqlTarget(TestCassandra.contactPoint(), Optional.empty(), 1, "V4"), new Ceiling.Shape(2, 3), Map.of());

    @AfterAll
    void close() {
        ceiling.close();
    }

    @Test
    void allThatIsWrittenIsReadOnce() throws Exception {
        Ceiling.Written written = ceiling.write(1, 3L * SEGMENT);
        assertThat(written.segments()).hasSize(4).doesNotHaveDuplicates();
        assertCounts(written.outcome().tally("write"), 4 * REQUESTS_PER_SEGMENT, 4L * SEGMENT);

        Outcome read = ceiling.read(written.segments());
        assertCounts(read.tally("read"), 4 * REQUESTS_PER_SEGMENT, 4L * SEGMENT);
    }

    @Test
    void missingRowsAreFailuresAndNotFastReads() throws Exception {
        List<UUID> segments = new ArrayList<>(ceiling.write(1, SEGMENT).segments());
        segments.add(UUID.randomUUID());
        Tally tally = ceiling.read(segments).tally("read");
        assertThat(tally.successes()).isEqualTo((segments.size() - 1L) * REQUESTS_PER_SEGMENT);
        assertThat(tally.failed()).isEqualTo(REQUESTS_PER_SEGMENT);
    }

    @ParameterizedTest
    @EnumSource(SmallOperation.class)
    void smallOperationsSucceed(SmallOperation operation) throws Exception {
        Outcome outcome = ceiling.small(operation, Duration.ofMillis(200));
        assertThat(outcome.failed()).isZero();
        assertThat(outcome.tally(operation.name()).successes()).isPositive();
    }

    private static void assertCounts(Tally tally, long requests, long bytes) {
        assertThat(tally.failures()).isEmpty();
        assertThat(tally.successes()).isEqualTo(requests);
        assertThat(tally.bytes()).isEqualTo(bytes);
    }
}
