package io.casgate.gateway.lifecycle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.Buckets;
import io.casgate.gateway.s3.xml.XmlReader;
import io.casgate.work.WorkQueue;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lifecycle rules of buckets. They are kept with the bucket, and the bucket is a work item of the workers from before
 * it has rules until a worker finds that it has had none for a while. Safe for use by any number of threads.
 */
public final class Lifecycle {
    /** The name of the work queue, whose items are names of buckets. */
    public static final String QUEUE = "lifecycle";

    private static final String DOCUMENT = "lifecycle";
    private static final String MINIMUM_SIZE = "lifecycle-minimum-size";

    private final Buckets buckets;
    private final WorkQueue queue;
    private final LifecycleDay day;
    private final long leastMoved;

    /** By identity: a bucket that was read once has one document, and takes its rules along when it is forgotten. */
    private final Cache<String, LifecycleRules> parsed =
            Caffeine.newBuilder().weakKeys().build();

    /** {@code day} and {@code leastMoved} as in {@link LifecycleRules}. */
    public Lifecycle(Buckets buckets, WorkQueue queue, LifecycleDay day, long leastMoved) {
        this.buckets = buckets;
        this.queue = queue;
        this.day = day;
        this.leastMoved = leastMoved;
    }

    /**
     * What transitions leave where it is, when their rule says no sizes; kept for those who set it. The two differ for
     * archives alone, which are no targets here.
     */
    public enum MinimumSize {
        ALL_STORAGE_CLASSES("all_storage_classes_128K"),
        BY_STORAGE_CLASS("varies_by_storage_class");

        private final String text;

        MinimumSize(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        /** Reads {@link #text}'s form; empty when it is none. */
        public static Optional<MinimumSize> parse(String text) {
            for (MinimumSize size : values()) {
                if (size.text.equals(text)) {
                    return Optional.of(size);
                }
            }
            return Optional.empty();
        }
    }

    /** The bucket's rules as they were given; empty when it has none. */
    public Optional<LifecycleConfiguration> configuration(Bucket bucket) {
        return Optional.ofNullable(bucket.configuration(DOCUMENT)).map(Lifecycle::parse);
    }

    public MinimumSize minimumSize(Bucket bucket) {
        return Optional.ofNullable(bucket.configuration(MINIMUM_SIZE))
                .flatMap(MinimumSize::parse)
                .orElse(MinimumSize.ALL_STORAGE_CLASSES);
    }

    /** The bucket's rules; empty when it has none. */
    public Optional<LifecycleRules> rules(Bucket bucket) {
        String document = bucket.configuration(DOCUMENT);
        return document == null
                ? Optional.empty()
                : Optional.of(parsed.get(
                        document, text -> new LifecycleRules(parse(text).rules(), day, leastMoved)));
    }

    private static LifecycleConfiguration parse(String document) {
        return LifecycleReader.read(
                XmlReader.read(document.getBytes(StandardCharsets.UTF_8), "LifecycleConfiguration"));
    }

    /**
     * Gives the bucket rules. It is queued before, so that no bucket has rules and is not, and after, for a worker may have
     * looked in between.
     *
     * @throws IllegalArgumentException when they are longer than a bucket's configuration may be
     */
    public void set(Bucket bucket, LifecycleConfiguration configuration, MinimumSize minimumSize) {
        String document = StandardCharsets.UTF_8
                .decode(LifecycleWriter.write(configuration).toBytes())
                .toString();
        Map<String, @Nullable String> changes = new HashMap<>();
        changes.put(DOCUMENT, document);
        changes.put(MINIMUM_SIZE, minimumSize == MinimumSize.ALL_STORAGE_CLASSES ? null : minimumSize.text());
        queue.add(bucket.name());
        buckets.configure(bucket, changes);
        queue.add(bucket.name());
    }

    /** Takes the bucket's rules away. */
    public void remove(Bucket bucket) {
        Map<String, @Nullable String> changes = new HashMap<>();
        changes.put(DOCUMENT, null);
        changes.put(MINIMUM_SIZE, null);
        buckets.configure(bucket, changes);
    }
}
