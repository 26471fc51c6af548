package io.casgate.dedup.write;

import io.casgate.dedup.Domain;
import io.casgate.dedup.cut.Cutter;
import io.casgate.dedup.fingerprint.Fingerprinter;
import io.casgate.dedup.segment.SegmentBlocks;
import io.casgate.dedup.store.Domains.DomainFormat;
import java.util.List;

/** A domain with its cutter made: that takes a while and is shared by all its bodies. */
record WriteDomain(Domain domain, DomainFormat format, Cutter cutter) {
    WriteDomain(Domain domain, DomainFormat format) {
        this(domain, format, format.cutter().cutter(format.key()));
    }

    /** For one thread. */
    Fingerprinter fingerprinter() {
        return format.fingerprints().fingerprinter(format.key());
    }

    SegmentBlocks segment(List<SegmentBlocks.Block> blocks) {
        return new SegmentBlocks(format.fingerprints(), format.cutter(), blocks);
    }
}
