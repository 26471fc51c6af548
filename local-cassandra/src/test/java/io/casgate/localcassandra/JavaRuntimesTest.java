package io.casgate.localcassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaRuntimesTest {
    @TempDir
    Path root;

    private Path running;

    @BeforeEach
    void installTheJavaThatRunsUs() throws IOException {
        running = install("running", "25.0.3");
    }

    @Test
    void prefersSeventeenWhereverItIs() throws Exception {
        install("usr/lib/jvm/java-11", "11.0.27");
        install("usr/lib/jvm/java-21", "21.0.7");
        Path seventeen = install("home/.sdkman/candidates/java/17.0.15-tem", "17.0.15");

        assertThat(choose(Map.of())).isEqualTo(new JavaRuntime(seventeen, 17));
    }

    @Test
    void takesElevenBeforeAnythingNewerThanSeventeen() throws Exception {
        install("usr/lib/jvm/java-21", "21.0.7");
        Path eleven = install("Library/Java/JavaVirtualMachines/temurin-11.jdk/Contents/Home", "11.0.27");

        assertThat(choose(Map.of())).isEqualTo(new JavaRuntime(eleven, 11));
    }

    @Test
    void fallsBackToTheJavaThatRunsUs() throws Exception {
        install("usr/lib/jvm/java-8", "1.8.0_452");
        install("usr/lib/jvm/java-21", "21.0.7");

        assertThat(choose(Map.of())).isEqualTo(new JavaRuntime(running, 25));
    }

    @Test
    void followsLinksOnTheSearchPath() throws Exception {
        Path seventeen = install("elsewhere/jdk-17", "17.0.15");
        Path bin = Files.createDirectories(root.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), seventeen.resolve("bin/java"));

        assertThat(choose(Map.of("PATH", "/nowhere:" + bin))).isEqualTo(new JavaRuntime(seventeen.toRealPath(), 17));
    }

    @Test
    void theEnvironmentDecidesAlone() throws Exception {
        install("usr/lib/jvm/java-17", "17.0.15");
        Path chosen = install("mine", "21");

        assertThat(choose(Map.of("CASGATE_CASSANDRA_JAVA_HOME", chosen.toString())))
                .isEqualTo(new JavaRuntime(chosen, 21));
    }

    @Test
    void theSettingsDecideBeforeTheEnvironment() throws Exception {
        Path configured = install("configured", "17.0.1");
        Path environment = install("environment", "11.0.2");

        assertThat(runtimes(Map.of("CASGATE_CASSANDRA_JAVA_HOME", environment.toString()))
                        .choose(Optional.of(configured)))
                .isEqualTo(new JavaRuntime(configured, 17));
    }

    @Test
    void refusesAChosenJavaThatIsTooOldOrMissing() throws Exception {
        Path old = install("old", "1.8.0_452");

        assertThatThrownBy(() -> choose(Map.of("CASGATE_CASSANDRA_JAVA_HOME", old.toString())))
                .isInstanceOf(CassandraStartException.class)
                .hasMessage("There is no Java 11 or later in " + old + ", where Cassandra is to find it.");
        assertThatThrownBy(() -> runtimes(Map.of()).choose(Optional.of(root.resolve("none"))))
                .isInstanceOf(CassandraStartException.class);
    }

    @Test
    void passesOverDirectoriesThatAreNoJava() throws Exception {
        Path noExecutable = install("usr/lib/jvm/a", "17.0.1");
        Files.delete(noExecutable.resolve("bin/java"));
        Path noVersion = install("usr/lib/jvm/b", "17.0.1");
        Files.writeString(noVersion.resolve("release"), "JAVA_VERSION=\\u00zz");
        Files.createDirectories(root.resolve("usr/lib/jvm/c"));

        assertThat(choose(Map.of())).isEqualTo(new JavaRuntime(running, 25));
    }

    private JavaRuntime choose(Map<String, String> environment) throws CassandraStartException {
        return runtimes(environment).choose(Optional.empty());
    }

    private JavaRuntimes runtimes(Map<String, String> environment) {
        return new JavaRuntimes(environment, root.resolve("home"), root, running);
    }

    private Path install(String place, String version) throws IOException {
        Path home = root.resolve(place);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.createFile(java);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
