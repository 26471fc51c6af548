package io.casgate.localcassandra;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a Cassandra process writes about its own start.
 *
 * @param logs the directory of the node's logs
 * @param offset where this start begins in the log, which earlier starts wrote to as well
 */
record StartLog(Path logs, long offset) {
    private static final String LOG = "cassandra.log";
    private static final int LONGEST_QUOTE = 300;

    static StartLog in(Path logs) {
        Path log = logs.resolve(LOG);
        return new StartLog(logs, Files.exists(log) ? log.toFile().length() : 0);
    }

    /** Where standard output goes: what the virtual machine says, and stack traces of a start that failed early. */
    Path standardOutput() throws IOException {
        Path file = logs.resolve("stdout.log");
        if (Files.exists(file)) {
            Files.move(file, logs.resolve("stdout.log.previous"), StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /** The last complaint, and where the rest is, to end a sentence with. */
    String lastWords() {
        String quote = complaint(logs.resolve(LOG), offset)
                .or(() -> complaint(logs.resolve("stdout.log"), 0))
                .map(line -> ": \"" + line + "\"")
                .orElse("");
        return quote + "; its logs are in " + logs;
    }

    private static Optional<String> complaint(Path log, long offset) {
        try (InputStream in = Files.newInputStream(log)) {
            if (log.toFile().length() >= offset) { // Otherwise it was rolled over since.
                in.skipNBytes(offset);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("\n"))
                    .filter(StartLog::isComplaint)
                    .reduce((earlier, later) -> later)
                    .map(line -> line.substring(0, Math.min(line.length(), LONGEST_QUOTE))
                            .strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isComplaint(String line) {
        boolean stackFrame = line.startsWith("\tat ");
        return !stackFrame && (line.startsWith("ERROR") || line.contains("Error") || line.contains("Exception"));
    }
}
