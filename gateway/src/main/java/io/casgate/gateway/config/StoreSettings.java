package io.casgate.gateway.config;

import io.casgate.catalog.CatalogSettings;
import io.casgate.dedup.DedupSettings;
import io.casgate.dedup.cut.CutterId;
import io.casgate.dedup.fingerprint.FingerprintAlgorithm;
import io.casgate.dedup.layout.ArchiveFormat;
import io.casgate.dedup.read.ReadSettings;

/** The settings of what is under the S3 operations: how bodies are written and read, and how they are named. */
public record StoreSettings(DedupSettings writing, ReadSettings reading, CatalogSettings catalog) {
    static StoreSettings from(Configuration configuration) {
        return new StoreSettings(
                writing(configuration),
                new ReadSettings(
                        configuration.size("dedup.read-window"),
                        configuration.bytes("dedup.read-memory"),
                        configuration.size("dedup.read-query"),
                        configuration.bytes("dedup.read-cache"),
                        configuration.duration("dedup.read-patience")),
                catalog(configuration));
    }

    private static DedupSettings writing(Configuration configuration) {
        return new DedupSettings(
                CutterId.parse(configuration.text("dedup.cutter")),
                FingerprintAlgorithm.parse(configuration.text("dedup.fingerprints")),
                configuration.choices("dedup.formats", ArchiveFormat.class),
                configuration.number("dedup.compression-level"),
                configuration.size("dedup.inline"),
                configuration.size("dedup.embedded-manifest"),
                configuration.number("dedup.hook-interval"),
                configuration.bytes("dedup.hot-blocks"),
                configuration.size("dedup.look-ahead"),
                configuration.size("dedup.batch"),
                configuration.size("dedup.upload-window"),
                configuration.bytes("dedup.write-window"),
                configuration.number("dedup.references-in-flight"),
                configuration.number("dedup.segments-per-owner"),
                configuration.duration("dedup.upload-time"),
                configuration.duration("dedup.usage-interval"));
    }

    private static CatalogSettings catalog(Configuration configuration) {
        return new CatalogSettings(
                configuration.duration("catalog.bucket-cache-expiry"),
                configuration.number("catalog.bucket-cache-size"),
                configuration.number("catalog.shard-entries"),
                configuration.bytes("catalog.shard-map"),
                configuration.duration("catalog.marker-grace"),
                configuration.duration("catalog.split-grace"),
                configuration.duration("catalog.dead-head-life"),
                configuration.duration("catalog.completion-life"),
                configuration.bytes("catalog.minimum-part-size"),
                configuration.number("catalog.swap-attempts"),
                configuration.number("catalog.parallel-reads"),
                configuration.number("catalog.trash-shards"));
    }
}
