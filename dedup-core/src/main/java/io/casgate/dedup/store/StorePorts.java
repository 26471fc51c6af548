package io.casgate.dedup.store;

/** Everything that a dedup store keeps its bytes and rows in. */
public record StorePorts(
        PackStore packs,
        SegmentStore segments,
        BlockIndex index,
        ManifestPages pages,
        Intents intents,
        Domains domains,
        UsageStore usage) {}
