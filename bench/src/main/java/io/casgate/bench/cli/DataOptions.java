package io.casgate.bench.cli;

import io.casgate.bench.data.ByteCount;
import io.casgate.bench.data.Dataset;
import io.casgate.bench.data.Duplication;
import io.casgate.bench.data.SizeDistribution;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** What the objects are like. */
final class DataOptions {
    @Option(
            names = "--size",
            defaultValue = "1m",
            description = "object sizes: 1m, 4k-4m (log-uniform), or 4k:50,64k-1m:45,16m:5 (default: ${DEFAULT-VALUE})")
    private String sizes = "";

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "one seed gives the same objects in each run (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--duplicate",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "0..1: what was sent before (default: ${DEFAULT-VALUE})")
    private double duplicateShare;

    @Option(
            names = "--duplicate-unit",
            paramLabel = "UNIT",
            defaultValue = "object",
            description = "'object' for whole objects, or a run's bytes such as 1m (default: ${DEFAULT-VALUE})")
    private String duplicateUnit = "";

    @Option(
            names = "--compressible",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "0..1: pages that shrink to about a fifth (default: ${DEFAULT-VALUE})")
    private double compressibleShare;

    Dataset dataset() {
        return new Dataset(seed, SizeDistribution.parse(sizes), duplication(), compressibleShare);
    }

    /** The options as given, for a report. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("size", sizes);
        facts.put("seed", seed);
        facts.put("duplicate", duplicateShare);
        facts.put("duplicateUnit", duplicateUnit);
        facts.put("compressible", compressibleShare);
        return facts;
    }

    private Duplication duplication() {
        if (duplicateShare == 0) {
            return new Duplication.None();
        }
        return duplicateUnit.toLowerCase(Locale.ROOT).equals("object")
                ? new Duplication.Objects(duplicateShare)
                : new Duplication.Runs(duplicateShare, Math.toIntExact(ByteCount.parse(duplicateUnit)));
    }
}
