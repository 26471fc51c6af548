package io.casgate.catalog.core;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.NoSuchBucketException;
import io.casgate.catalog.Versioning;
import io.casgate.catalog.port.BucketRegister;
import io.casgate.catalog.port.BucketRow;
import io.casgate.dedup.StoreUnavailableException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Buckets by name, as they were {@code bucketCacheExpiry} ago or later. Of those that ask for a bucket at once, one reads
 * it. A reading that is under way is forgotten like any other: whoever asks later reads anew.
 */
final class BucketCache {
    /** Characters of configuration for which a bucket counts as one more. */
    private static final int WEIGHED = 1024;

    private final BucketRegister register;
    private final AsyncCache<String, @Nullable Bucket> cache;

    BucketCache(BucketRegister register, CatalogSettings settings) {
        this.register = register;
        this.cache = Caffeine.newBuilder()
                .expireAfterWrite(settings.bucketCacheExpiry())
                .maximumWeight(settings.bucketCacheSize())
                .weigher((String _, Bucket bucket) -> 1 + bucket.configurationSize() / WEIGHED)
                .buildAsync();
    }

    Optional<Bucket> find(String name) {
        CompletableFuture<@Nullable Bucket> own = new CompletableFuture<>();
        CompletableFuture<@Nullable Bucket> known = cache.asMap().putIfAbsent(name, own);
        return known == null ? read(name, own) : Optional.ofNullable(await(known));
    }

    private Optional<Bucket> read(String name, CompletableFuture<@Nullable Bucket> reading) {
        try {
            Optional<Bucket> found = register.read(name).map(BucketRow::bucket);
            reading.complete(found.orElse(null));
            return found;
        } catch (RuntimeException | Error e) {
            reading.completeExceptionally(e);
            throw e;
        }
    }

    private static @Nullable Bucket await(CompletableFuture<@Nullable Bucket> reading) {
        try {
            return reading.join();
        } catch (CompletionException e) {
            throw new StoreUnavailableException("The bucket could not be read", e);
        }
    }

    void forget(String name) {
        cache.asMap().remove(name);
    }

    /**
     * The bucket's versioning, however long ago {@code bucket} was found.
     *
     * @throws NoSuchBucketException when the bucket was removed
     */
    Versioning versioning(Bucket bucket) {
        return find(bucket.name())
                .filter(found -> found.id().equals(bucket.id()))
                .orElseThrow(() -> new NoSuchBucketException(bucket.name()))
                .versioning();
    }
}
