package io.casgate.dedup.store;

import io.casgate.dedup.Domain;
import io.casgate.dedup.DomainKey;
import io.casgate.dedup.cut.CutterId;
import io.casgate.dedup.fingerprint.FingerprintAlgorithm;

/** The formats of the dedup domains. Safe for use by any number of threads. */
public interface Domains {
    /**
     * The domain's format; {@code proposed} becomes it when the domain has none yet. All callers on all gateways get the
     * same. Blocks.
     *
     * @throws io.casgate.dedup.StoreUnavailableException when Cassandra does not answer
     */
    DomainFormat settle(Domain domain, DomainFormat proposed);

    /** How a domain's bodies are cut and its blocks are named. Never changes: other blocks would never match again. */
    record DomainFormat(DomainKey key, CutterId cutter, FingerprintAlgorithm fingerprints) {}
}
