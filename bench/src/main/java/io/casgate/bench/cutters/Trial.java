package io.casgate.bench.cutters;

import com.github.luben.zstd.Zstd;
import io.casgate.dedup.DomainKey;
import io.casgate.dedup.Fingerprint;
import io.casgate.dedup.cut.Cutter;
import io.casgate.dedup.fingerprint.FingerprintAlgorithm;
import io.casgate.dedup.fingerprint.Fingerprinter;
import io.casgate.dedup.fingerprint.Zeros;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What one cutter makes of some files that are stored one after the other: each block once, zeros not at all, new blocks
 * in packs of 64 KiB, or of the longest block if that is longer, compressed by zstd at level 1. Used by one thread.
 */
public final class Trial {
    private static final int WINDOW_BYTES = 8 * 1024 * 1024;
    private static final int PACK_BYTES = 64 * 1024;

    /** What the header of a segment keeps of a block: fingerprint and size. */
    private static final int HEADER_BYTES_PER_BLOCK = Fingerprint.BYTES + 3;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Cutter cutter;
    private final Fingerprinter fingerprinter =
            FingerprintAlgorithm.HMAC_SHA256.fingerprinter(DomainKey.of(new byte[DomainKey.BYTES]));
    private final Set<Fingerprint> known = new HashSet<>();
    private final byte[] window = new byte[WINDOW_BYTES];
    private final int[] ends;
    private final byte[] pack;
    private int packed;
    private Cuts cuts = Cuts.NONE;
    private final long[] blocksByLogarithm = new long[Integer.SIZE];

    public Trial(Cutter cutter) {
        this.cutter = cutter;
        ends = new int[WINDOW_BYTES / cutter.minBytes() + 1];
        pack = new byte[Math.max(PACK_BYTES, cutter.maxBytes())];
    }

    /** Stores one more file. */
    public void store(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            int kept = 0;
            boolean last;
            do {
                int filled = kept + in.readNBytes(window, kept, window.length - kept);
                last = filled < window.length;
                int cut = cutAndStore(filled, last);
                kept = filled - cut;
                System.arraycopy(window, cut, window, 0, kept);
            } while (!last);
        }
        flush();
    }

    /** What became of all files so far. */
    public Cuts cuts() {
        return cuts;
    }

    /** How many blocks have 2^i to 2^(i+1) - 1 bytes, by i. */
    public long[] blocksByLogarithm() {
        return blocksByLogarithm.clone();
    }

    /** Returns where the last block ends. */
    private int cutAndStore(int filled, boolean last) {
        int count = 0;
        int end = 0;
        long start = threads.getCurrentThreadCpuTime();
        while (filled - end >= (last ? 1 : cutter.maxBytes())) {
            end = cutter.cut(window, end, filled);
            ends[count++] = end;
        }
        long nanos = threads.getCurrentThreadCpuTime() - start;
        cuts = cuts.plus(new Cuts(0, end, 0, 0, nanos));
        int from = 0;
        for (int i = 0; i < count; i++) {
            store(from, ends[i]);
            from = ends[i];
        }
        return end;
    }

    private void store(int from, int to) {
        int size = to - from;
        blocksByLogarithm[Integer.SIZE - 1 - Integer.numberOfLeadingZeros(size)]++;
        boolean isNew = !Zeros.only(window, from, to) && known.add(fingerprinter.of(window, from, size));
        cuts = cuts.plus(new Cuts(1, 0, isNew ? size : 0, isNew ? HEADER_BYTES_PER_BLOCK : 0, 0));
        if (isNew) {
            if (packed + size > pack.length) {
                flush();
            }
            System.arraycopy(window, from, pack, packed, size);
            packed += size;
        }
    }

    private void flush() {
        if (packed > 0) {
            byte[] plain = packed == pack.length ? pack : Arrays.copyOf(pack, packed);
            cuts = cuts.plus(new Cuts(0, 0, 0, Math.min(packed, Zstd.compress(plain, 1).length), 0));
            packed = 0;
        }
    }
}
