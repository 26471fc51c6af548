package io.casgate.catalog.port;

/** Everything that a catalog stands on. */
public record CatalogPorts(
        BucketRegister buckets,
        HeadRegister heads,
        VersionStore versions,
        IndexStore index,
        UploadRegister uploads,
        Trash trash) {}
