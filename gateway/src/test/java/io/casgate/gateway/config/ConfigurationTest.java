package io.casgate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.auth.Identity;
import io.casgate.localcassandra.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    @TempDir
    Path directory;

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("own.conf"), content);
    }

    private static GatewaySettings settings(Optional<Path> file, Map<String, String> environment) {
        return GatewaySettings.from(Configuration.load(file, environment, Map.of()));
    }

    @Test
    void theManualListsExactlyTheKeysThatAreRead() {
        Configuration configuration = Configuration.load(Optional.empty(), Map.of(), Map.of());
        GatewaySettings.from(configuration);
        assertThat(configuration.read()).isEqualTo(Configuration.keys(Configuration.defaults()));
    }

    @Test
    void everyKeyHasAnEnvironmentVariableOfItsOwn() {
        assertThat(Configuration.keys(Configuration.defaults()).stream().map(Configuration::variable))
                .doesNotHaveDuplicates()
                .contains("CASGATE_HTTP_MAX_REQUESTS")
                .doesNotContain("CASGATE_ACCESS_KEY", "CASGATE_SECRET_KEY");
    }

    @Test
    void theCommandLineIsStrongestThenTheEnvironmentThenTheFile() throws IOException {
        Path file = file("region = from-file, domains = [file], http.max-requests = 1");
        Configuration configuration = Configuration.load(
                Optional.of(file),
                Map.of("CASGATE_REGION", "from-environment", "CASGATE_DOMAINS", "[e1, e2]", "CASGATE_NOTHING", "x"),
                Map.of("region", "from-options"));
        GatewaySettings settings = GatewaySettings.from(configuration);
        assertThat(settings.region()).isEqualTo("from-options");
        assertThat(settings.domains()).containsExactly("e1", "e2");
        assertThat(settings.http().maxRequests()).isEqualTo(1);
        assertThat(settings.http().maxConnections()).isEqualTo(4096);
    }

    @Test
    void readsReplicationPerDataCentre() throws IOException {
        Path file = file("cassandra { contact-points = [\"127.0.0.1\", \"127.0.0.2:9043\"], local-dc = MAINDC\n"
                + "replication.data { MAINDC = 3, \"BACKUP.DC\" = 1 } }");
        CassandraChoice choice = settings(
                        Optional.of(file), Map.of("CASGATE_CASSANDRA_REPLICATION_META", "{ MAINDC = 5 }"))
                .cassandra();
        assertThat(choice).isInstanceOfSatisfying(CassandraChoice.Existing.class, existing -> {
            assertThat(existing.contactPoints()).extracting("port").containsExactly(9042, 9043);
            assertThat(existing.access().data()).isEqualTo(Map.of("MAINDC", 3, "BACKUP.DC", 1));
            assertThat(existing.access().meta()).isEqualTo(Map.of("MAINDC", 5));
        });
    }

    @Test
    void embedsADurableNodeUnlessToldOtherwise() throws IOException {
        assertThat(settings(Optional.empty(), Map.of()).cassandra())
                .isInstanceOfSatisfying(
                        CassandraChoice.Embedded.class,
                        embedded -> assertThat(embedded.node().durability()).isEqualTo(Durability.SYNCED));
        Path file = file("cassandra.embedded.durability = relaxed");
        assertThat(settings(Optional.of(file), Map.of()).cassandra())
                .isInstanceOfSatisfying(
                        CassandraChoice.Embedded.class,
                        embedded -> assertThat(embedded.node().durability()).isEqualTo(Durability.RELAXED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http.max-conections = 1 | Unknown key http.max-conections in",
                "http { bogus { a = 1 } } | Unknown key http.bogus.a in",
                "cassandra.replication.both.dc1 = 1 | Unknown key cassandra.replication.both.dc1 in",
                "http.max-requests = many | http.max-requests",
                "http.max-requests = 0 | max-requests must be at least 1",
                "http.timeouts.body = soon | http.timeouts.body",
                "http.timeouts.body = 0 | body must be more than nothing",
                "http.listen = \"localhost:port\" | The port in http.listen",
                "http.tls.key = k.pem | both a certificate and a key",
                "region = \"a b\" | Not the name of a region",
                "admin.metrics = friends | admin.metrics is one of loopback, anyone, nobody, not friends",
                "cassandra.contact-points = [\"127.0.0.1\"] | --local-dc",
                "{ | cannot be used",
            })
    void refusesWithOneSentence(String content, String sentence) throws IOException {
        Path file = file(content);
        assertThatThrownBy(() -> settings(Optional.of(file), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(sentence)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> settings(Optional.of(directory.resolve("absent")), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Cannot read");
    }

    @Test
    void readsIdentities() throws IOException {
        Path file = file("identities = [ { name = alice, access-key = AK1, secret-key = s1 },"
                + "{ name = bob, access-key = AK2, secret-key = s2, email = \"b@example.org\", canonical-id = "
                + "b".repeat(64) + " } ]");
        assertThat(IdentitiesFile.read(file))
                .containsExactly(
                        Identity.of("alice", "AK1", "s1"),
                        new Identity("bob", "AK2", "s2", "b".repeat(64), "b@example.org"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "identities = [ { name = a, access-key = b } ] | secret-key",
                "identities = [ { name = a, access-key = b, secret-key = hidden, colour = red } ] | Unknown key colour",
                "identities = [ { name = a, access-key = b, secret-key = hidden, canonical-id = 12 } ] | identity a in",
                "people = [] | identities"
            })
    void refusesIdentitiesWithoutTellingSecrets(String content, String sentence) throws IOException {
        Path file = file(content);
        assertThatThrownBy(() -> IdentitiesFile.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(sentence)
                .message()
                .doesNotContain("hidden");
    }

    @Test
    void readsAddressesAsPeopleWriteThem() {
        List<String> written = List.of("127.0.0.1:1", "127.0.0.1", "[::1]:3", "[::1]", "::1");
        assertThat(written.stream().map(text -> HostPort.parse("key", text, 7).getPort()))
                .containsExactly(1, 7, 3, 7, 7);
    }
}
