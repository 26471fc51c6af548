package io.casgate.auth;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All who may sign requests, at one moment. Immutable. */
public final class Identities {
    private final List<Identity> all;
    private final Map<String, Identity> byAccessKey = new HashMap<>();
    private final Map<String, Identity> byCanonicalId = new HashMap<>();
    private final Map<String, Identity> byEmail = new HashMap<>();

    /**
     * @throws IllegalArgumentException when two have the same access key, or two of different names have the same
     *     canonical id or e-mail address
     */
    public Identities(Collection<Identity> identities) {
        all = List.copyOf(identities);
        for (Identity identity : all) {
            if (byAccessKey.put(identity.accessKey(), identity) != null) {
                throw new IllegalArgumentException("Two identities with access key " + identity.accessKey());
            }
            claim(byCanonicalId, identity.canonicalId(), identity);
            if (identity.email() != null) {
                claim(byEmail, identity.email().toLowerCase(Locale.ROOT), identity);
            }
        }
    }

    private static void claim(Map<String, Identity> index, String key, Identity identity) {
        Identity holder = index.putIfAbsent(key, identity);
        if (holder != null && !holder.name().equals(identity.name())) {
            throw new IllegalArgumentException(
                    "Both " + holder.name() + " and " + identity.name() + " are known as " + key);
        }
    }

    public @Nullable Identity byAccessKey(String accessKey) {
        return byAccessKey.get(accessKey);
    }

    /** Any of the identities with this canonical id: they differ in nothing but their keys. */
    public @Nullable Identity byCanonicalId(String canonicalId) {
        return byCanonicalId.get(canonicalId);
    }

    /** Without regard to case. */
    public @Nullable Identity byEmail(String email) {
        return byEmail.get(email.toLowerCase(Locale.ROOT));
    }

    /** In the order they were given. */
    public List<Identity> all() {
        return all;
    }
}
