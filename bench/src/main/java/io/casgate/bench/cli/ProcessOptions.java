package io.casgate.bench.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Whose CPU time is reported. */
final class ProcessOptions {
    @Option(
            names = "--pid",
            paramLabel = "NAME=PID",
            description = "report this process's CPU time (repeatable), for example --pid gateway=123")
    private Map<String, Long> pids = new LinkedHashMap<>();

    Map<String, Long> pids() {
        return pids;
    }
}
