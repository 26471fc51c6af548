package io.casgate.catalog.memory;

import io.casgate.catalog.Catalog;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.core.LinearCatalog;
import io.casgate.catalog.port.CatalogPorts;
import java.time.InstantSource;

/** A whole catalog that is gone with its process. Background work is done at once, by whoever gives rise to it. */
public final class MemoryCatalog {
    private MemoryCatalog() {}

    public static Catalog create(InstantSource clock) {
        return create(CatalogSettings.DEFAULT, clock);
    }

    public static Catalog create(CatalogSettings settings, InstantSource clock) {
        return new LinearCatalog(ports(), settings, clock, Runnable::run);
    }

    public static CatalogPorts ports() {
        return new CatalogPorts(
                new MemoryBuckets(),
                new MemoryHeads(),
                new MemoryVersions(),
                new MemoryIndex(),
                new MemoryUploads(),
                new MemoryTrash());
    }
}
