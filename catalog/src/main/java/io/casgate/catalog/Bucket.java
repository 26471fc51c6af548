package io.casgate.catalog;

import io.casgate.dedup.Domain;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bucket as it was when it was read.
 *
 * @param owner the canonical id of the identity that made it
 * @param created in whole milliseconds
 * @param domain whose blocks its objects share
 * @param versioning changes take it from the catalog again, which finds it at most {@code bucketCacheExpiry} old
 * @param configuration named documents (policy, ACL, CORS, ...), which the catalog keeps and does not read
 */
public record Bucket(
        BucketId id,
        String name,
        String owner,
        Instant created,
        String region,
        Domain domain,
        Versioning versioning,
        Map<String, String> configuration) {
    /** Characters of one document. */
    public static final int MAX_DOCUMENT = 256 << 10;

    /** Characters of all documents together, names included. */
    public static final int MAX_CONFIGURATION = 512 << 10;

    public Bucket {
        configuration = Map.copyOf(configuration);
        configuration.forEach((document, text) -> requireAtMost(MAX_DOCUMENT, text.length(), document));
        requireAtMost(MAX_CONFIGURATION, size(configuration), "configuration");
    }

    private static void requireAtMost(int most, int size, String what) {
        if (size > most) {
            throw new IllegalArgumentException(
                    "A bucket's " + what + " has at most " + most + " characters, not " + size);
        }
    }

    private static int size(Map<String, String> configuration) {
        return configuration.entrySet().stream()
                .mapToInt(document ->
                        document.getKey().length() + document.getValue().length())
                .sum();
    }

    /** The text of one document; null when there is none. */
    public @Nullable String configuration(String document) {
        return configuration.get(document);
    }

    /** Characters of all documents. */
    public int configurationSize() {
        return size(configuration);
    }

    public Bucket with(Versioning changed) {
        return new Bucket(id, name, owner, created, region, domain, changed, configuration);
    }

    /** This bucket with other documents: each that is named is replaced, or removed when its text is null. */
    public Bucket with(Map<String, ? extends @Nullable String> changes) {
        Map<String, String> documents = new HashMap<>(configuration);
        changes.forEach((document, text) -> {
            if (text == null) {
                documents.remove(document);
            } else {
                documents.put(document, text);
            }
        });
        return withConfiguration(documents);
    }

    public Bucket withoutConfiguration() {
        return withConfiguration(Map.of());
    }

    private Bucket withConfiguration(Map<String, String> documents) {
        return new Bucket(id, name, owner, created, region, domain, versioning, documents);
    }
}
