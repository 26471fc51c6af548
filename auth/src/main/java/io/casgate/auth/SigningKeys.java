package io.casgate.auth;

import java.util.LinkedHashMap;
import java.util.Map;

/** Derived keys, remembered: deriving one costs four HMACs, and it serves a day. Bounded; safe for any thread. */
final class SigningKeys {
    private static final int CAPACITY = 1024;

    /** The secret is part of the name, so that a changed secret makes a new key. */
    private record Name(String secretKey, CredentialScope scope) {}

    private final Map<Name, SigningKey> recent = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Name, SigningKey> eldest) {
            return size() > CAPACITY;
        }
    };

    SigningKey get(Identity identity, CredentialScope scope) {
        Name name = new Name(identity.secretKey(), scope);
        synchronized (recent) {
            return recent.computeIfAbsent(name, missing -> SigningKey.derive(identity.secretKey(), scope));
        }
    }
}
