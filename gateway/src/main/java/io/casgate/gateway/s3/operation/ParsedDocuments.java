package io.casgate.gateway.s3.operation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.casgate.catalog.Bucket;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the documents of one name say: each is parsed once and remembered by its text, so that a changed one is never
 * mistaken for its predecessor. Bounded. Safe for use by any number of threads.
 */
public final class ParsedDocuments<T> {
    /** Characters of all remembered documents, which take some ten times as many bytes when parsed. */
    private static final long MOST_TEXT = 1L << 20;

    private final BucketDocument document;
    private final Function<String, T> parser;
    private final Cache<String, T> parsed = Caffeine.newBuilder()
            .maximumWeight(MOST_TEXT)
            .<String, T>weigher((text, _) -> text.length())
            .build();

    public ParsedDocuments(BucketDocument document, Function<String, T> parser) {
        this.document = document;
        this.parser = parser;
    }

    /** What the bucket's document says, or null when it has none. */
    public @Nullable T in(Bucket bucket) {
        String text = document.in(bucket);
        return text == null ? null : parsed.get(text, parser);
    }
}
