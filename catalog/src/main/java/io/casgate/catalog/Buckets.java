package io.casgate.catalog;

import io.casgate.dedup.Domain;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The buckets, whose names are claimed by compare-and-set. Whether a name is well-formed is for the caller to say. Safe
 * for use by many threads.
 */
public interface Buckets {
    /** Claims a name. Exactly one of any number of racing callers gets {@link Creation.Created}. */
    Creation create(NewBucket bucket);

    /** As {@link #create(NewBucket)}: an unversioned bucket without configuration. */
    default Creation create(String name, String owner, String region, Domain domain) {
        return create(new NewBucket(name, owner, region, domain, Versioning.UNVERSIONED, Map.of()));
    }

    /**
     * Looks a bucket up. Buckets made or removed by another gateway are seen after the cache's expiry (configuration;
     * seconds) at the latest; writes into a bucket that is gone are refused at any time, whatever this answers.
     */
    Optional<Bucket> find(String name);

    /**
     * Changes the bucket's versioning, configuration, or both, by compare-and-set. This catalog finds the bucket
     * changed at once. Other gateways go by it after the cache's expiry at the latest, also for requests that began
     * before; until then they go by the state before.
     *
     * @param change from the bucket as it is at this moment; called again when a race was lost; what it throws is passed
     *     on, and nothing is changed then
     * @return the bucket as it is after the change
     * @throws NoSuchBucketException when the bucket was removed meanwhile
     * @throws IllegalArgumentException when the documents are longer than a bucket may have
     * @throws UnknownOutcomeException when it may or may not have been changed
     */
    Bucket change(Bucket bucket, UnaryOperator<Bucket> change);

    /** As {@link #change}: sets whether the bucket keeps versions. */
    default Bucket setVersioning(Bucket bucket, Versioning versioning) {
        return change(bucket, current -> current.with(versioning));
    }

    /**
     * As {@link #change}: replaces the named documents, and removes those whose text is null. Racing changes of different
     * documents are all made.
     */
    default Bucket configure(Bucket bucket, Map<String, ? extends @Nullable String> changes) {
        return change(bucket, current -> current.with(changes));
    }

    /**
     * Removes a bucket that holds no version of any object; unfinished multipart uploads in it are aborted. A write that races with it
     * either is refused with {@link NoSuchBucketException} or keeps the bucket.
     */
    Deletion delete(Bucket bucket);

    /**
     * One page of the buckets of {@code owner}, sorted by name, without their configuration. A bucket is listed as soon as
     * it was made.
     */
    Page list(String owner, Query query);

    /** What {@link #create} needs to know; see {@link Bucket}. */
    record NewBucket(
            String name,
            String owner,
            String region,
            Domain domain,
            Versioning versioning,
            Map<String, String> configuration) {
        public NewBucket {
            configuration = Map.copyOf(configuration);
        }
    }

    /** What became of {@link #create}. */
    sealed interface Creation {
        record Created(Bucket bucket) implements Creation {}

        record OwnedByYou(Bucket bucket) implements Creation {}

        record OwnedByAnother() implements Creation {}
    }

    /** What became of {@link #delete}. */
    enum Deletion {
        DELETED,
        NOT_EMPTY,
        NO_SUCH_BUCKET
    }

    /**
     * Which buckets to list.
     *
     * @param prefix what the names begin with; "" for all
     * @param after the name after which to begin, itself left out; null to begin with the first
     * @param max how many at most, 1 or more
     */
    record Query(String prefix, @Nullable String after, int max) {
        public Query {
            if (max < 1) {
                throw new IllegalArgumentException("A page of " + max + " buckets");
            }
        }
    }

    /**
     * Some of an owner's buckets.
     *
     * @param next for {@link Query#after} of the next page; null when this is the last
     */
    record Page(List<Bucket> buckets, @Nullable String next) {
        public Page {
            buckets = List.copyOf(buckets);
        }
    }
}
