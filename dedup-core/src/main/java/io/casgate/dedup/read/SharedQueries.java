package io.casgate.dedup.read;

import io.casgate.dedup.SegmentId;
import io.casgate.dedup.store.PackSource;
import io.casgate.dedup.store.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a pack once for all who want it at the same time: the queries under way have no position of a segment in
 * common. Only of the nearest replica: who has to ask further away asks alone. Safe for use by any number of threads.
 */
final class SharedQueries implements PackSource {
    private final PackSource source;

    /** The lists are used only inside of {@code compute}. */
    private final ConcurrentMap<SegmentId, List<UnderWay>> queries = new ConcurrentHashMap<>();

    SharedQueries(PackSource source) {
        this.source = source;
    }

    /** A query for the packs that begin in {@code [from, to)}, and the promise of its answer. */
    private record UnderWay(int from, int to, CompletableFuture<List<StoredPack>> answer) {
        boolean covers(int position) {
            return from <= position && position < to;
        }

        List<StoredPack> within(int first, int end) {
            return answer.resultNow().stream()
                    .filter(pack -> first <= pack.position() && pack.position() < end)
                    .toList();
        }
    }

    @Override
    public CompletionStage<List<StoredPack>> packs(SegmentId segment, int from, int to, Reach reach) {
        if (reach != Reach.LOCAL_ONE || from >= to) {
            return source.packs(segment, from, to, reach);
        }
        List<UnderWay> parts = new ArrayList<>(1);
        List<UnderWay> added = new ArrayList<>(1);
        queries.compute(segment, (id, known) -> {
            List<UnderWay> all = known == null ? new ArrayList<>(1) : known;
            for (int at = from; at < to; at = parts.getLast().to()) {
                UnderWay part = covering(all, at);
                if (part == null) {
                    part = new UnderWay(at, nextBeginning(all, at, to), new CompletableFuture<>());
                    all.add(part);
                    added.add(part);
                }
                parts.add(part);
            }
            return all;
        });
        added.forEach(query -> send(segment, query));
        return CompletableFuture.allOf(parts.stream().map(UnderWay::answer).toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> parts.stream()
                        .flatMap(part -> part.within(from, to).stream())
                        .toList());
    }

    private static @Nullable UnderWay covering(List<UnderWay> all, int position) {
        for (UnderWay query : all) {
            if (query.covers(position)) {
                return query;
            }
        }
        return null;
    }

    /** Where the first query after {@code position} begins, or {@code to} if that is before. */
    private static int nextBeginning(List<UnderWay> all, int position, int to) {
        int next = to;
        for (UnderWay query : all) {
            if (query.from() > position) {
                next = Math.min(next, query.from());
            }
        }
        return next;
    }

    /** Whatever happens, the promise is kept: others may wait for it too. */
    private void send(SegmentId segment, UnderWay query) {
        CompletableFuture.completedStage(segment)
                .thenCompose(id -> source.packs(id, query.from(), query.to(), Reach.LOCAL_ONE))
                .whenComplete((packs, failure) -> {
                    queries.computeIfPresent(segment, (id, all) -> {
                        all.remove(query);
                        return all.isEmpty() ? null : all;
                    });
                    if (failure == null) {
                        query.answer().complete(packs);
                    } else {
                        query.answer().completeExceptionally(failure);
                    }
                });
    }
}
