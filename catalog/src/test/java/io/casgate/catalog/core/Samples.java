package io.casgate.catalog.core;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.Buckets.Creation;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.Checksum;
import io.casgate.catalog.ChecksumType;
import io.casgate.catalog.ListPage;
import io.casgate.catalog.ListQuery;
import io.casgate.catalog.ListStart;
import io.casgate.catalog.ListedObject;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.ObjectDescription;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.Uploads.NewUpload;
import io.casgate.dedup.Domain;
import io.casgate.dedup.OwnerId;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.manifest.Extent;
import io.casgate.dedup.manifest.Span;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that tests store. */
final class Samples {
    static final Runnable NOTHING = () -> {};

    private Samples() {}

    static Bucket bucket(Catalog catalog, String name) {
        return switch (catalog.buckets().create(name, "owner", "us-east-1", Domain.DEFAULT)) {
            case Creation.Created(Bucket bucket) -> bucket;
            case Creation other -> throw new AssertionError(other);
        };
    }

    static ObjectKey key(String value) {
        return new ObjectKey(value);
    }

    /** A small object; its bytes stay in the head. */
    static ObjectAttributes small(String etag) {
        return object(
                etag, new Content.Inline(ByteBuffer.wrap(etag.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
    }

    /** An object with a manifest: a hole of {@code length} bytes under an owner of its own. */
    static ObjectAttributes large(String etag, long length) {
        return object(etag, manifest(length));
    }

    static Content manifest(long length) {
        return Content.Embedded.of(List.of(new Span(OwnerId.random(), 0, List.of(new Extent.Hole(length)))));
    }

    static ObjectAttributes object(String etag, Content content) {
        return new ObjectAttributes(
                etag,
                description().withMetadata(Map.of("colour", "blue")).withTags(Map.of("team", "a")),
                new Checksum("CRC32", "AAAAAA==", ChecksumType.FULL_OBJECT),
                0,
                content);
    }

    static NewUpload newUpload() {
        return new NewUpload(description(), null, null);
    }

    static ObjectDescription description() {
        return ObjectDescription.of("owner").withHeaders(Map.of("content-type", "text/plain"));
    }

    /** All keys of a bucket, read a page at a time. */
    static List<String> keys(Catalog catalog, Bucket bucket, int pageSize) {
        List<String> keys = new ArrayList<>();
        @Nullable ListStart start = ListStart.beginning();
        while (start != null) {
            ListPage<ListedObject> page = catalog.objects().list(bucket, new ListQuery("", "", start, pageSize));
            page.items().forEach(object -> keys.add(object.key().value()));
            start = page.next();
        }
        return keys;
    }
}
