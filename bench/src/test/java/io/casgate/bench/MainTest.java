package io.casgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.bench.s3.MemoryS3;
import io.casgate.bench.s3.S3Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final MemoryS3 server;

    MainTest() throws IOException {
        server = new MemoryS3();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aLoadWithoutFailuresExitsWithZero() {
        assertThat(load(
                        "get",
                        "--prepare",
                        "--objects",
                        "8",
                        "--rate",
                        "50",
                        "--size",
                        "1k-64k",
                        "--count",
                        "20",
                        "--verify"))
                .isZero();
        assertThat(load("put", "--duplicate", "0.5", "--duplicate-unit", "4k", "--size", "40k", "--count", "20"))
                .isZero();
        assertThat(server.objects()).hasSize(20 + 1);
    }

    @Test
    void aLoadWithFailuresExitsWithOne() {
        assertThat(load("get", "--objects", "8", "--count", "10")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "load",
                "load put --size much",
                "load put --rate -1",
                "ceiling",
                "load ls",
                "load get"
            })
    void wrongCommandLinesExitWithTwo(String arguments) {
        assertThat(Main.run(arguments.split(" ", -1))).isEqualTo(2);
    }

    @Test
    void aCorpusIsWritten(@TempDir Path directory) {
        assertThat(Main.run("corpus", directory.toString(), "--total", "100k", "--edited", "0.5"))
                .isZero();
        assertThat(directory).isDirectoryRecursivelyContaining("glob:**/file-000000.bin");
    }

    @Test
    void cuttersAreCompared(@TempDir Path directory) throws IOException {
        assertThat(Main.run("corpus", directory.resolve("a/b").toString(), "--total", "2m"))
                .isZero();
        Path table = directory.resolve("table.md");

        assertThat(Main.run("cutters", directory.resolve("a").toString(), "--out", table.toString()))
                .isZero();
        assertThat(table).content().contains("| fastcdc | 16 KiB |", "| b | 64 KiB |");
    }

    private int load(String workload, String... options) {
        S3Endpoint endpoint = server.endpoint();
        List<String> arguments = new ArrayList<>(List.of(
                "load",
                workload,
                "--concurrency",
                "4",
                "--endpoint",
                endpoint.uri().toString(),
                "--access-key",
                endpoint.accessKey(),
                "--secret-key",
                endpoint.secretKey(),
                "--region",
                endpoint.region()));
        arguments.addAll(List.of(options));
        return Main.run(arguments.toArray(String[]::new));
    }
}
