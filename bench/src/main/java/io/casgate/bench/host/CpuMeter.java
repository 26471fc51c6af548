package io.casgate.bench.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The CPU time that some processes, and this one, use from the meter's creation on. Immutable. */
public final class CpuMeter {
    /** What this process is called. */
    public static final String SELF = "bench";

    private final Map<String, Long> pids;
    private final Map<String, Duration> start;

    /**
     * @param pids by the name to report; this process is added
     * @throws UncheckedIOException when one of them does not run
     */
    public CpuMeter(Map<String, Long> pids) {
        this.pids = new LinkedHashMap<>(pids);
        this.pids.put(SELF, ProcessHandle.current().pid());
        this.start = read();
    }

    /** CPU time so far, by name. */
    public Map<String, Duration> used() {
        Map<String, Duration> used = read();
        used.replaceAll((name, total) -> total.minus(start.getOrDefault(name, Duration.ZERO)));
        return used;
    }

    private Map<String, Duration> read() {
        Map<String, Duration> times = new LinkedHashMap<>();
        pids.forEach((name, pid) -> {
            try {
                times.put(name, ProcStat.read(pid));
            } catch (IOException e) {
                throw new UncheckedIOException("process " + name + "=" + pid + " cannot be read", e);
            }
        });
        return times;
    }
}
