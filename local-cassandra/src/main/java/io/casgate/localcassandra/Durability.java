package io.casgate.localcassandra;

/** When a write is acknowledged, relative to the sync of the commit log. */
public enum Durability {
    /** After the sync: what was acknowledged survives a power cut. A single node has no replica to make up for less. */
    SYNCED,
    /**
     * Before the sync, which runs every ten seconds: a power cut loses up to that much. A killed process loses what was
     * written since the log's last marker, which replay ends at: a tenth of a second, or as long as a sync takes.
     */
    RELAXED,
    /** As relaxed, and changes of the schema are not flushed: they take a fifth of the time. For data of tests. */
    DISPOSABLE
}
