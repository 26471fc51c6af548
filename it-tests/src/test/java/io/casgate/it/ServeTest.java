package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.Keys;
import io.casgate.it.gateway.ServeCommand;
import io.casgate.it.gateway.SharedGateway;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the options and the environment of {@code serve} promise. */
class ServeTest {
    private static final Keys ALICE = new Keys("ALICESACCESSKEY00000", "the secret of alice, for tests only");

    private static String keyspaces;

    @TempDir
    private Path directory;

    @BeforeAll
    static void choose() {
        keyspaces = SharedGateway.freshKeyspaces();
    }

    @Test
    void rootKeysAreMadeAndShownOnceAndKeptForTheirOwnerAlone() throws IOException {
        ServeCommand command = serve().withoutRootKeys();
        Path file = directory.resolve("data/root-keys");
        Keys keys;
        try (Gateway gateway = command.start()) {
            keys = rootKeys(file);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(gateway.output()).contains(keys.accessKey()).contains(keys.secretKey());
            assertThat(answersTo(gateway, keys)).isTrue();
        }
        try (Gateway again = command.start()) {
            assertThat(rootKeys(file)).isEqualTo(keys);
            assertThat(again.output()).doesNotContain(keys.secretKey());
            assertThat(answersTo(again, keys)).isTrue();
        }
        try (Gateway withOthers = serve().start()) {
            assertThat(answersTo(withOthers, Keys.ROOT)).isTrue();
            assertThat(answersTo(withOthers, keys))
                    .as("keys from the file, beside others from the environment")
                    .isFalse();
        }
    }

    @Test
    void identitiesOwnWhatTheyCreate() throws IOException {
        Path identities = Files.writeString(
                directory.resolve("identities.conf"), """
                identities = [ { name = alice, access-key = "%s", secret-key = "%s" } ]
                """.formatted(ALICE.accessKey(), ALICE.secretKey()));
        try (Gateway gateway =
                        serve().with("--identities", identities.toString()).start();
                S3Client root = Sdk.client(gateway);
                S3Client alice = Sdk.builder(gateway, ALICE).build()) {
            String hers = Buckets.freshName("alice");
            alice.createBucket(request -> request.bucket(hers));
            alice.putObject(request -> request.bucket(hers).key("key"), RequestBody.fromString("hers"));
            assertThat(alice.listObjectsV2(request -> request.bucket(hers).fetchOwner(true))
                            .contents()
                            .getFirst()
                            .owner()
                            .displayName())
                    .isEqualTo("alice");

            String roots = Buckets.freshName("root");
            root.createBucket(request -> request.bucket(roots));
            root.putObject(request -> request.bucket(roots).key("key"), RequestBody.fromString("root's"));
            assertDenied(() -> alice.listObjectsV2(request -> request.bucket(roots)));
            assertDenied(() ->
                    alice.getObjectAsBytes(request -> request.bucket(roots).key("key")));
            assertDenied(() -> alice.putObject(
                    request -> request.bucket(roots).key("key"), RequestBody.fromString("alice was here")));
            assertDenied(
                    () -> alice.deleteObject(request -> request.bucket(roots).key("key")));
            assertThat(alice.listBuckets().buckets())
                    .extracting(it -> it.name())
                    .containsExactly(hers);
        }
    }

    @Test
    void bucketsMayBeNamedByTheHost() {
        try (Gateway gateway = serve().with("--domain", "s3.casgate.test").start();
                S3Client virtualHost = Sdk.builder(gateway, Keys.ROOT)
                        .endpointOverride(URI.create(
                                "http://s3.casgate.test:" + gateway.endpoint().getPort()))
                        .forcePathStyle(false)
                        .httpClientBuilder(ApacheHttpClient.builder().dnsResolver(ServeTest::loopback))
                        .build();
                S3Client pathStyle = Sdk.client(gateway)) {
            String bucket = Buckets.freshName("host");
            virtualHost.createBucket(request -> request.bucket(bucket));
            virtualHost.putObject(request -> request.bucket(bucket).key("-/metrics"), RequestBody.fromString("mine"));
            assertThat(pathStyle
                            .getObjectAsBytes(request -> request.bucket(bucket).key("-/metrics"))
                            .asUtf8String())
                    .isEqualTo("mine");
        }
    }

    private ServeCommand serve() {
        return ServeCommand.in(directory.resolve("data")).onTestCassandra(keyspaces);
    }

    private static InetAddress[] loopback(String host) throws UnknownHostException {
        return new InetAddress[] {InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})};
    }

    private static Keys rootKeys(Path file) throws IOException {
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            kept.load(reader);
        }
        return new Keys(kept.getProperty("access-key"), kept.getProperty("secret-key"));
    }

    private static boolean answersTo(Gateway gateway, Keys keys) {
        try (S3Client s3 = Sdk.builder(gateway, keys).build()) {
            s3.listBuckets();
            return true;
        } catch (S3Exception e) {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAccessKeyId");
            return false;
        }
    }

    private static void assertDenied(Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
    }
}
