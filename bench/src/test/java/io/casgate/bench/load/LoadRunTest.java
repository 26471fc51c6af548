package io.casgate.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.bench.data.Dataset;
import io.casgate.bench.http.StallWatch;
import io.casgate.bench.measure.Bounds;
import io.casgate.bench.measure.Outcome;
import io.casgate.bench.measure.OutcomeText;
import io.casgate.bench.measure.Pacing;
import io.casgate.bench.measure.Tally;
import io.casgate.bench.s3.MemoryS3;
import io.casgate.bench.s3.PayloadSigning;
import io.casgate.bench.s3.S3Client;
import io.casgate.bench.s3.SigV4RequestSigner;
import io.casgate.bench.s3.Verification;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadRunTest {
    private static final int SIZE = 5000;

    private final StallWatch watch = new StallWatch();
    private final Map<String, Long> noPids = Map.of();
    private final MemoryS3 server;

    LoadRunTest() throws IOException {
        server = new MemoryS3();
    }

    @AfterEach
    void stop() {
        server.close();
        watch.close();
    }

    @Test
    void everyObjectIsStoredOnceUnderItsKeyAndReadBack() throws Exception {
        Outcome puts = LoadRun.execute(plan("put", 0, 300), clients(), noPids);
        assertThat(server.objects()).hasSize(300).containsKey("/b/p/000000/000000299");
        assertThat(puts.tally("PUT"))
                .extracting(Tally::successes, Tally::failed, Tally::bytes)
                .containsExactly(300L, 0L, 300L * SIZE);

        Outcome gets = LoadRun.execute(plan("get", 300, 500), clients(), noPids);
        assertThat(gets.tally("GET"))
                .extracting(Tally::successes, Tally::failed, Tally::bytes)
                .containsExactly(500L, 0L, 500L * SIZE);
    }

    @Test
    void aMixNeverReadsWhatItDeletesAndStoresAnewWhenNothingIsLeft() throws Exception {
        Outcome outcome = LoadRun.execute(plan("put=10,get=20,head=10,list=5,delete=40", 0, 2000), clients(), noPids);
        assertThat(outcome.failed()).isZero();
        assertThat(outcome.successes()).isEqualTo(2000);
        assertThat(outcome.tallies()).containsOnlyKeys("PUT", "GET", "HEAD", "LIST", "DELETE");
        assertThat(server.objects()).hasSize((int)
                (outcome.tally("PUT").successes() - outcome.tally("DELETE").successes()));
    }

    @Test
    void changedBytesAreCountedAsFailures() throws Exception {
        LoadRun.execute(plan("put", 0, 8), clients(), noPids);
        server.objects().replaceAll((path, bytes) -> {
            bytes[SIZE - 1] ^= 1;
            return bytes;
        });
        Outcome outcome = LoadRun.execute(plan("get", 8, 20), clients(), noPids);
        assertThat(outcome.tally("GET").failures()).containsOnlyKeys("ContentMismatchException");
        assertThat(outcome.failed()).isEqualTo(20);
        assertThat(OutcomeText.table(outcome)).contains("20 x GET failed: ContentMismatchException");
    }

    @Test
    void anOpenLoopKeepsItsRateAndTheWarmUpIsNotCounted() throws Exception {
        LoadPlan plan = new LoadPlan(
                "b",
                "p/",
                Dataset.ofNewData(1, 10),
                Mix.parse("put"),
                Verification.LENGTH,
                0,
                4,
                new Pacing.OpenLoop(100),
                new Bounds(Duration.ofMillis(500), Duration.ofMillis(500), Long.MAX_VALUE));
        Outcome outcome = LoadRun.execute(plan, clients(), noPids);
        assertThat(server.objects()).hasSizeBetween(95, 100);
        assertThat(outcome.successes()).isBetween(45L, 50L);
        assertThat(OutcomeText.json(Map.of("benchmark", "x"), outcome))
                .startsWith("{\"benchmark\":\"x\",\"seconds\":")
                .contains("\"PUT\":{\"count\":");
    }

    @Test
    void aReadingLoadWithoutObjectsIsRefused() {
        assertThatThrownBy(() -> plan("get", 3, 10)).isInstanceOf(IllegalArgumentException.class);
    }

    private static LoadPlan plan(String mix, int present, long count) {
        return new LoadPlan(
                "b",
                "p/",
                Dataset.ofNewData(1, SIZE),
                Mix.parse(mix),
                Verification.BYTES,
                present,
                4,
                new Pacing.ClosedLoop(),
                Bounds.ofCount(count));
    }

    private Supplier<S3Client> clients() {
        SigV4RequestSigner signer =
                new SigV4RequestSigner(server.endpoint(), PayloadSigning.UNSIGNED, InstantSource.system());
        return () -> new S3Client(server.endpoint(), signer, watch, Duration.ofSeconds(30));
    }
}
