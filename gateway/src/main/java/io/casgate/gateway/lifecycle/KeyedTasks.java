package io.casgate.gateway.lifecycle;

import io.casgate.catalog.NoSuchBucketException;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.UnknownOutcomeException;
import io.casgate.dedup.CorruptContentException;
import io.casgate.dedup.StoreUnavailableException;
import io.micrometer.core.instrument.Counter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes a few keys at a time, and the versions of one key one after the other. What fails for one key is counted, and
 * comes up again in the next round.
 */
final class KeyedTasks {
    private static final Logger LOG = LoggerFactory.getLogger(KeyedTasks.class);

    private final int atOnce;
    private final Counter errors;

    KeyedTasks(int atOnce, Counter errors) {
        this.atOnce = atOnce;
        this.errors = errors;
    }

    <T> void run(Collection<T> all, Function<T, ObjectKey> key, Consumer<T> task) throws InterruptedException {
        Map<ObjectKey, List<T>> byKey = new LinkedHashMap<>();
        all.forEach(one ->
                byKey.computeIfAbsent(key.apply(one), _ -> new ArrayList<>()).add(one));
        Semaphore places = new Semaphore(atOnce);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Map.Entry<ObjectKey, List<T>> entry : byKey.entrySet()) {
                places.acquire();
                executor.execute(() -> {
                    try {
                        entry.getValue().forEach(task);
                    } catch (NoSuchBucketException | StoreUnavailableException | UnknownOutcomeException e) {
                        errors.increment();
                        LOG.debug("{} is left for the next round", entry.getKey(), e);
                    } catch (CorruptContentException e) {
                        errors.increment();
                        LOG.warn("{} is left for the next round", entry.getKey(), e);
                    } finally {
                        places.release();
                    }
                });
            }
        }
    }
}
