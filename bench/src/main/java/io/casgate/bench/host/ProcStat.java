package io.casgate.bench.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The CPU time of a process and of its children that it has waited for, from {@code /proc/PID/stat} (proc_pid_stat(5),
 * fields 14 to 17).
 */
final class ProcStat {
    /** USER_HZ: the same on every architecture that a JDK 25 runs on. */
    private static final int TICKS_PER_SECOND = 100;

    private static final int FIRST_TIME_FIELD = 14;
    private static final int TIME_FIELDS = 4;
    private static final int FIELDS_BEFORE_NAME_END = 2;

    private ProcStat() {}

    /**
     * Reads a live process.
     *
     * @throws IOException when there is no such process
     */
    static Duration read(long pid) throws IOException {
        return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    }

    /** Fields are counted from the last parenthesis, because a command name may hold spaces and parentheses. */
    static Duration parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        int first = FIRST_TIME_FIELD - FIELDS_BEFORE_NAME_END - 1;
        if (fields.length < first + TIME_FIELDS) {
            throw new IllegalArgumentException("not a /proc/PID/stat line: " + stat);
        }
        long ticks = 0;
        for (int i = first; i < first + TIME_FIELDS; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }
}
