package io.casgate.catalog.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.BucketId;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.Versioning;
import io.casgate.catalog.port.BucketRegister;
import io.casgate.catalog.port.BucketRow;
import io.casgate.dedup.Domain;
import io.casgate.dedup.StoreUnavailableException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class BucketCacheTest {
    private static final Bucket OLD = new Bucket(
            BucketId.random(), "b", "owner", Instant.EPOCH, "eu", Domain.DEFAULT, Versioning.UNVERSIONED, Map.of());
    private static final Bucket NEW = OLD.with(Versioning.ENABLED);

    private Supplier<Bucket> stored = () -> OLD;
    private final BucketCache cache = new BucketCache(register(), CatalogSettings.DEFAULT);

    /** A register of one bucket, which is read by {@link #stored}. */
    private BucketRegister register() {
        Object register = Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {BucketRegister.class},
                (_, _, _) -> Optional.of(new BucketRow(stored.get(), null, null)));
        return (BucketRegister) register;
    }

    /** Else the gateway that made a change would go on without it for seconds. */
    @Test
    void aReadingThatBeganBeforeAChangeIsNotRememberedAfterIt() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        stored = () -> {
            began.countDown();
            await(changed);
            return OLD;
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<Bucket>> early = threads.submit(() -> cache.find("b"));
            await(began);
            stored = () -> NEW;
            cache.forget("b");
            changed.countDown();

            assertThat(early.get()).contains(OLD);
            assertThat(cache.find("b")).contains(NEW);
        }
    }

    @Test
    void aReadingThatFailedIsNotRemembered() {
        stored = () -> {
            throw new StoreUnavailableException("down");
        };
        assertThatThrownBy(() -> cache.find("b")).hasMessage("down");
        stored = () -> NEW;

        assertThat(cache.find("b")).contains(NEW);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
