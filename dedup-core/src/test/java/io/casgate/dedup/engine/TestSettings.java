package io.casgate.dedup.engine;

import io.casgate.dedup.DedupSettings;

/** Settings that make rare things frequent. */
final class TestSettings {
    private TestSettings() {}

    /** No manifest is embedded. */
    static DedupSettings smallManifests() {
        return with(0, DedupSettings.DEFAULT.segmentsPerOwner());
    }

    /** A body needs several owners. */
    static DedupSettings fewSegmentsPerOwner() {
        return with(DedupSettings.DEFAULT.embeddedManifestBytes(), 16);
    }

    private static DedupSettings with(int embeddedManifestBytes, int segmentsPerOwner) {
        DedupSettings usual = DedupSettings.DEFAULT;
        return new DedupSettings(
                usual.cutter(),
                usual.fingerprints(),
                usual.formats(),
                usual.compressionLevel(),
                usual.inlineBytes(),
                embeddedManifestBytes,
                usual.hookInterval(),
                usual.hotBlocksBytes(),
                usual.lookAheadBytes(),
                usual.batchBytes(),
                usual.uploadWindowBytes(),
                usual.writeWindowBytes(),
                usual.referencesInFlight(),
                segmentsPerOwner,
                usual.uploadTime(),
                usual.usageInterval());
    }
}
