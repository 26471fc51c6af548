package io.casgate.dedup;

import io.casgate.dedup.cut.CutterId;
import io.casgate.dedup.fingerprint.FingerprintAlgorithm;
import io.casgate.dedup.layout.ArchiveFormat;
import java.time.Duration;
import java.util.Set;

/**
 * Limits of a dedup store. Sizes are bytes.
 *
 * @param cutter how the bodies of new domains are cut; a domain keeps what it began with
 * @param fingerprints how the blocks of new domains are named; a domain keeps what it began with
 * @param formats of archives that are told into headers and contents; a gateway that does it otherwise matches less
 * @param compressionLevel of zstd: 1 is fast, 3 its default
 * @param inlineBytes a body of at most so many bytes is kept in the row that names it
 * @param embeddedManifestBytes a manifest of at most so many bytes is kept in the row that names the body
 * @param hookInterval one in so many blocks is entered in the block index, by its fingerprint's value
 * @param hotBlocksBytes memory for the fingerprints of blocks that were written or matched lately
 * @param lookAheadBytes how much of a body may wait for answers of the block index
 * @param batchBytes packs go to Cassandra in mutations of about this size
 * @param uploadWindowBytes packs of one body that may be on their way to Cassandra
 * @param writeWindowBytes packs of all bodies that may be on their way to Cassandra
 * @param referencesInFlight references and headers that one body may have on their way to Cassandra
 * @param segmentsPerOwner after so many matched segments a body goes on under another owner, so that what must be
 *     remembered of a body is bounded
 * @param uploadTime a body must be published so long after it was begun at the latest
 * @param usageInterval how often the bytes written are told to the cluster
 */
public record DedupSettings(
        CutterId cutter,
        FingerprintAlgorithm fingerprints,
        Set<ArchiveFormat> formats,
        int compressionLevel,
        int inlineBytes,
        int embeddedManifestBytes,
        int hookInterval,
        long hotBlocksBytes,
        int lookAheadBytes,
        int batchBytes,
        int uploadWindowBytes,
        long writeWindowBytes,
        int referencesInFlight,
        int segmentsPerOwner,
        Duration uploadTime,
        Duration usageInterval) {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    public static final DedupSettings DEFAULT = new DedupSettings(
            CutterId.DEFAULT,
            FingerprintAlgorithm.HMAC_SHA256,
            Set.of(ArchiveFormat.values()),
            1,
            16 * KIB,
            8 * KIB,
            8,
            64L * MIB,
            MIB,
            MIB,
            4 * MIB,
            64L * MIB,
            32,
            4096,
            Duration.ofDays(1),
            Duration.ofSeconds(5));

    public DedupSettings {
        formats = Set.copyOf(formats);
        requireBetween("compressionLevel", compressionLevel, -7, 19);
        requireBetween("inlineBytes", inlineBytes, 0, MIB);
        requireBetween("embeddedManifestBytes", embeddedManifestBytes, 0, 64 * KIB);
        requireBetween("hookInterval", hookInterval, 1, 512);
        requireBetween("hotBlocksBytes", hotBlocksBytes, MIB, Long.MAX_VALUE);
        requireBetween("lookAheadBytes", lookAheadBytes, 64 * KIB, 64 * MIB);
        requireBetween("batchBytes", batchBytes, 64 * KIB, 4 * MIB);
        requireBetween("uploadWindowBytes", uploadWindowBytes, batchBytes, Integer.MAX_VALUE);
        requireBetween("writeWindowBytes", writeWindowBytes, uploadWindowBytes, Integer.MAX_VALUE);
        requireBetween("referencesInFlight", referencesInFlight, 1, 1024);
        requireBetween("segmentsPerOwner", segmentsPerOwner, 16, 1 << 20);
        requireBetween(
                "uploadTime", uploadTime.toSeconds(), 60, Duration.ofDays(7).toSeconds());
        requireBetween(
                "usageInterval",
                usageInterval.toMillis(),
                100,
                Duration.ofHours(1).toMillis());
    }

    private static void requireBetween(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", not " + value);
        }
    }
}
