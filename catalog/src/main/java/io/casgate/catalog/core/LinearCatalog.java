package io.casgate.catalog.core;

import io.casgate.catalog.Buckets;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.Objects;
import io.casgate.catalog.Uploads;
import io.casgate.catalog.index.SortedIndex;
import io.casgate.catalog.port.CatalogPorts;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** A catalog on any implementation of the ports. Keeps no state that another process would need. */
public final class LinearCatalog implements Catalog {
    private final Buckets buckets;
    private final Objects objects;
    private final Uploads uploads;

    /**
     * Puts the catalog together.
     *
     * @param background runs splits of index shards and repairs of entries; may refuse them, for they come up again
     */
    public LinearCatalog(CatalogPorts ports, CatalogSettings settings, InstantSource clock, Executor background) {
        SortedIndex index = new SortedIndex(ports.index(), settings, clock, background);
        Completions completions = new Completions(ports.uploads());
        Heads heads = new Heads(ports.heads(), completions, clock);
        Seals seals = new Seals(ports.buckets(), index);
        ObjectEntries entries = new ObjectEntries(index, heads, seals, settings, clock, background);
        UploadEntries uploadEntries = new UploadEntries(index, ports.uploads(), seals, settings, clock, background);
        BucketCache cache = new BucketCache(ports.buckets(), settings);
        KeyVersions versions = new KeyVersions(ports.versions(), heads);
        KeyChange change = new KeyChange(heads, entries, ports.versions(), ports.trash());
        UploadParts parts =
                new UploadParts(ports.uploads(), uploadEntries, ports.trash(), new FanOut(settings.parallelReads()));
        Completer completer =
                new Completer(ports.uploads(), heads, versions, change, cache, completions, parts, settings, clock);
        this.objects = new LinearObjects(heads, versions, change, entries, cache, settings, clock);
        this.uploads = new LinearUploads(ports.uploads(), uploadEntries, parts, completer, settings, clock);
        this.buckets =
                new ClaimedBuckets(ports.buckets(), index, entries, uploadEntries, uploads, cache, settings, clock);
    }

    @Override
    public Buckets buckets() {
        return buckets;
    }

    @Override
    public Objects objects() {
        return objects;
    }

    @Override
    public Uploads uploads() {
        return uploads;
    }
}
