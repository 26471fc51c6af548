package io.casgate.catalog;

/**
 * The names of everything stored. Its parts may be used by any number of threads; every method may block on Cassandra
 * (meant for virtual threads) and throws {@link io.casgate.dedup.StoreUnavailableException} when Cassandra cannot serve
 * it now and nothing was changed, or at least nothing that the caller has to know of.
 */
public interface Catalog {
    Buckets buckets();

    Objects objects();

    Uploads uploads();
}
