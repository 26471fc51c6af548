package io.casgate.gateway.config;

/** What the administration pages show to whom. */
public record AdminSettings(MetricsReaders metrics) {
    /** Who may read the metrics without a signature. */
    public enum MetricsReaders {
        LOOPBACK,
        ANYONE,
        NOBODY
    }
}
