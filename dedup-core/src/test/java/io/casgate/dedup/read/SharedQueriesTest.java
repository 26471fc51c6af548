package io.casgate.dedup.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.dedup.SegmentId;
import io.casgate.dedup.StoreUnavailableException;
import io.casgate.dedup.store.PackSource.StoredPack;
import io.casgate.dedup.store.Reach;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedQueriesTest {
    private final SegmentId segment = SegmentId.random();
    private final List<Asked> asked = new ArrayList<>();
    private final SharedQueries queries = new SharedQueries((id, from, to, reach) -> {
        Asked query = new Asked(from, to, new CompletableFuture<>());
        asked.add(query);
        return query.answer;
    });

    /** A pack at each multiple of 10. */
    private record Asked(int from, int to, CompletableFuture<List<StoredPack>> answer) {
        void answerIt() {
            answer.complete(IntStream.range(from, to)
                    .filter(position -> position % 10 == 0)
                    .mapToObj(position -> new StoredPack(position, ByteBuffer.allocate(0)))
                    .toList());
        }
    }

    private CompletionStage<List<StoredPack>> ask(int from, int to) {
        return queries.packs(segment, from, to, Reach.LOCAL_ONE);
    }

    private static List<Integer> positions(CompletionStage<List<StoredPack>> answer) {
        return answer.toCompletableFuture().resultNow().stream()
                .map(StoredPack::position)
                .toList();
    }

    @Test
    void whoWantsTheSameAtTheSameTimeSharesAQuery() {
        CompletionStage<List<StoredPack>> first = ask(0, 100);
        CompletionStage<List<StoredPack>> second = ask(0, 100);
        CompletionStage<List<StoredPack>> part = ask(15, 45);

        assertThat(asked).hasSize(1);
        asked.getFirst().answerIt();
        assertThat(positions(first)).hasSize(10).isEqualTo(positions(second));
        assertThat(positions(part)).containsExactly(20, 30, 40);
    }

    @Test
    void onlyWhatNobodyAskedForIsAskedFor() {
        ask(20, 40);
        ask(60, 80);
        CompletionStage<List<StoredPack>> all = ask(0, 100);

        assertThat(asked).extracting(Asked::from).containsExactly(20, 60, 0, 40, 80);
        assertThat(asked).extracting(Asked::to).containsExactly(40, 80, 20, 60, 100);
        asked.reversed().forEach(Asked::answerIt);
        assertThat(positions(all)).containsExactly(0, 10, 20, 30, 40, 50, 60, 70, 80, 90);
    }

    @Test
    void anAnswerThatHasComeIsNotShared() {
        ask(0, 100);
        asked.getFirst().answerIt();
        ask(0, 100);

        assertThat(asked).hasSize(2);
    }

    @Test
    void otherSegmentsAndFartherReplicasAreAskedAlone() {
        ask(0, 100);
        queries.packs(SegmentId.random(), 0, 100, Reach.LOCAL_ONE);
        queries.packs(segment, 0, 100, Reach.LOCAL_QUORUM);

        assertThat(asked).hasSize(3);
    }

    @Test
    void aFailureIsEverybodysAndTheNextOneAsksAnew() {
        CompletionStage<List<StoredPack>> first = ask(0, 100);
        CompletionStage<List<StoredPack>> second = ask(50, 60);
        asked.getFirst().answer.completeExceptionally(new StoreUnavailableException("injected"));

        assertThatThrownBy(() -> Replies.await(first)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> Replies.await(second)).isInstanceOf(StoreUnavailableException.class);
        ask(0, 100);
        assertThat(asked).hasSize(2);
    }

    @Test
    void aSourceThatThrowsLeavesNobodyWaiting() {
        SharedQueries broken = new SharedQueries((id, from, to, reach) -> {
            throw new IllegalStateException("injected");
        });

        CompletionStage<List<StoredPack>> answer = broken.packs(segment, 0, 100, Reach.LOCAL_ONE);

        assertThatThrownBy(() -> Replies.await(answer)).isInstanceOf(IllegalStateException.class);
    }
}
