package io.casgate.bench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.casgate.dedup.DomainKey;
import io.casgate.dedup.Fingerprint;
import io.casgate.dedup.cut.Cutter;
import io.casgate.dedup.cut.CutterId;
import io.casgate.dedup.fingerprint.FingerprintAlgorithm;
import io.casgate.dedup.fingerprint.Fingerprinter;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway's own cutter finds in the generated data. */
class CutDatasetTest {
    private static final int OBJECTS = 40;
    private static final int OBJECT_BYTES = 1 << 20;

    private final DomainKey key = DomainKey.of(new byte[DomainKey.BYTES]);
    private final Cutter cutter = CutterId.DEFAULT.cutter(key);
    private final Fingerprinter fingerprinter = FingerprintAlgorithm.HMAC_SHA256.fingerprinter(key);

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void newDataHasNoDuplicateBlocks(double compressible) {
        assertThat(duplicateShare(new Duplication.None(), compressible)).isZero();
    }

    @Test
    void wholeDuplicatesAreFoundToTheLastByte() {
        assertThat(duplicateShare(new Duplication.Objects(1), 0)).isEqualTo((OBJECTS - 1.0) / OBJECTS);
    }

    @Test
    void duplicateRunsAreFoundButForTheBlocksAtTheirEnds() {
        double found = duplicateShare(new Duplication.Runs(0.8, 256 * 1024), 0);
        assertThat(found).isCloseTo(0.7, within(0.1));
    }

    private double duplicateShare(Duplication duplication, double compressible) {
        Dataset dataset = new Dataset(11, SizeDistribution.fixed(OBJECT_BYTES), duplication, compressible);
        Set<Fingerprint> known = new HashSet<>();
        byte[] object = new byte[OBJECT_BYTES];
        long duplicateBytes = 0;
        for (int n = 0; n < OBJECTS; n++) {
            dataset.object(n).fill(ByteBuffer.wrap(object), 0);
            for (int from = 0, to; from < OBJECT_BYTES; from = to) {
                to = cutter.cut(object, from, OBJECT_BYTES);
                duplicateBytes += known.add(fingerprinter.of(object, from, to - from)) ? 0 : to - from;
            }
        }
        return duplicateBytes / (double) ((long) OBJECTS * OBJECT_BYTES);
    }
}
