package io.casgate.localcassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartLogTest {
    @TempDir
    Path logs;

    @Test
    void quotesTheLastComplaintOfThisStart() throws IOException {
        append("ERROR of an earlier start\n");
        StartLog log = StartLog.in(logs);
        append("INFO  fine\nERROR [main] Fatal: disk on fire\n\tat a.b.Exception.c(D.java:1)\nINFO  bye\n");

        assertThat(log.lastWords()).isEqualTo(": \"ERROR [main] Fatal: disk on fire\"; its logs are in " + logs);
    }

    @Test
    void ignoresTheComplaintsOfEarlierStarts() throws IOException {
        append("ERROR of an earlier start\n");

        assertThat(StartLog.in(logs).lastWords()).isEqualTo("; its logs are in " + logs);
    }

    @Test
    void readsFromTheBeginningOfALogThatRolledOver() throws IOException {
        append("INFO  much\n".repeat(100));
        StartLog log = StartLog.in(logs);
        Files.delete(logs.resolve("cassandra.log"));
        append("ERROR short\n");

        assertThat(log.lastWords()).startsWith(": \"ERROR short\"");
    }

    @Test
    void quotesStandardOutputWhenTheLogIsSilent() throws IOException {
        StartLog log = StartLog.in(logs);
        Files.writeString(log.standardOutput(), "Error: Could not find or load main class x\n");

        assertThat(log.lastWords()).startsWith(": \"Error: Could not find or load main class x\"");
    }

    @Test
    void keepsTheStandardOutputOfTheStartBefore() throws IOException {
        Files.writeString(StartLog.in(logs).standardOutput(), "first");
        Files.writeString(StartLog.in(logs).standardOutput(), "second");

        assertThat(logs.resolve("stdout.log.previous")).hasContent("first");
    }

    private void append(String text) throws IOException {
        Files.writeString(logs.resolve("cassandra.log"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
