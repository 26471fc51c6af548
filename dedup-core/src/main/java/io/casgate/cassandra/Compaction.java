package io.casgate.cassandra;

/** Compaction options in the dialect of a release: one strategy for all from Cassandra 5, its ancestors before. */
enum Compaction {
    /**
     * UnifiedCompactionStrategy. T8 rewrites written-once data seldom; L4 keeps few SSTables under rows that are
     * overwritten and deleted. SSTables of 1 GiB bound the space that a compaction needs.
     */
    UNIFIED(
            "{'class': 'UnifiedCompactionStrategy', 'scaling_parameters': 'T8', 'target_sstable_size': '1GiB'}",
            "{'class': 'UnifiedCompactionStrategy', 'scaling_parameters': 'L4'}"),
    CLASSIC("{'class': 'SizeTieredCompactionStrategy'}", "{'class': 'LeveledCompactionStrategy'}");

    private final String tiered;
    private final String leveled;

    Compaction(String tiered, String leveled) {
        this.tiered = tiered;
        this.leveled = leveled;
    }

    /** For {@code release_version} of {@code system.local}; anything unknown gets what every release has. */
    static Compaction of(String release) {
        int dot = release.indexOf('.');
        try {
            return dot > 0 && Integer.parseInt(release.substring(0, dot)) >= 5 ? UNIFIED : CLASSIC;
        } catch (NumberFormatException e) {
            return CLASSIC;
        }
    }

    String expand(String cql) {
        return cql.replace("{tiered}", tiered).replace("{leveled}", leveled);
    }
}
