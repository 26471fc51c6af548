package io.casgate.catalog;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said about an object before its bytes are there. {@link #of} describes one of which nothing is said but whose
 * it is, and the {@code with} methods go on from there.
 *
 * @param owner the canonical id of the identity that stored it
 * @param headers system headers by their names in lower case: content-type, cache-control, content-disposition,
 *     content-encoding, content-language, expires, x-amz-website-redirect-location, x-amz-storage-class
 * @param metadata user metadata by name in lower case, without "x-amz-meta-"
 * @param acl who else may do what, which the catalog does not read; null when it is the owner's alone
 * @param lock what keeps it from being removed
 */
public record ObjectDescription(
        String owner,
        Map<String, String> headers,
        Map<String, String> metadata,
        Map<String, String> tags,
        @Nullable String acl,
        ObjectLock lock) {
    public static final String STORAGE_CLASS = "x-amz-storage-class";

    /** The class of objects that have no such header. */
    public static final String STANDARD = "STANDARD";

    public ObjectDescription {
        headers = Map.copyOf(headers);
        metadata = Map.copyOf(metadata);
        tags = Map.copyOf(tags);
    }

    public static ObjectDescription of(String owner) {
        return new ObjectDescription(owner, Map.of(), Map.of(), Map.of(), null, ObjectLock.NONE);
    }

    public String storageClass() {
        return headers.getOrDefault(STORAGE_CLASS, STANDARD);
    }

    public ObjectDescription withOwner(String changed) {
        return new ObjectDescription(changed, headers, metadata, tags, acl, lock);
    }

    public ObjectDescription withHeaders(Map<String, String> changed) {
        return new ObjectDescription(owner, changed, metadata, tags, acl, lock);
    }

    public ObjectDescription withStorageClass(String changed) {
        Map<String, String> with = new HashMap<>(headers);
        with.remove(STORAGE_CLASS);
        if (!changed.equals(STANDARD)) {
            with.put(STORAGE_CLASS, changed);
        }
        return withHeaders(with);
    }

    public ObjectDescription withMetadata(Map<String, String> changed) {
        return new ObjectDescription(owner, headers, changed, tags, acl, lock);
    }

    public ObjectDescription withTags(Map<String, String> changed) {
        return new ObjectDescription(owner, headers, metadata, changed, acl, lock);
    }

    public ObjectDescription withAcl(@Nullable String changed) {
        return new ObjectDescription(owner, headers, metadata, tags, changed, lock);
    }

    public ObjectDescription withLock(ObjectLock changed) {
        return new ObjectDescription(owner, headers, metadata, tags, acl, changed);
    }
}
