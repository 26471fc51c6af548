package io.casgate.catalog;

/** Whether a bucket keeps what is overwritten or removed. */
public enum Versioning {
    /** Never was enabled: a key has one version at most, the null version. */
    UNVERSIONED,
    /** Every change adds a version. */
    ENABLED,
    /** Changes replace the null version, and keep all others. */
    SUSPENDED
}
