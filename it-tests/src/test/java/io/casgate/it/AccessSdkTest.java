package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.Keys;
import io.casgate.it.gateway.ServeCommand;
import io.casgate.it.gateway.SharedGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Two users with the AWS SDK, and others without any keys, on two gateways that share their data. */
class AccessSdkTest {
    private static final Keys GUEST = new Keys("CASGATETESTGUESTKEY0", "test/only/secret+key/of/a+second/identity");
    /** {@code catalog.bucket-cache-expiry} is 5 s; the rest is for a machine that is busy with other tests. */
    private static final Duration EFFECTIVE = Duration.ofSeconds(30);

    @TempDir
    private static Path directory;

    private static Gateway first;
    private static Gateway second;
    private static S3Client owner;
    private static S3Client guest;

    private final String bucket = Buckets.freshName("access");

    @BeforeAll
    static void start() throws IOException {
        Path identities = Files.writeString(
                directory.resolve("identities.conf"), """
                identities = [ { name = guest, email = "guest@example.org", access-key = "%s", secret-key = "%s" } ]
                """.formatted(GUEST.accessKey(), GUEST.secretKey()));
        String keyspaces = SharedGateway.freshKeyspaces();
        first = gateway("first", keyspaces, identities);
        second = gateway("second", keyspaces, identities);
        owner = Sdk.client(first);
        guest = Sdk.builder(first, GUEST).build();
    }

    private static Gateway gateway(String name, String keyspaces, Path identities) {
        return ServeCommand.in(directory.resolve(name))
                .onTestCassandra(keyspaces)
                .with("--identities", identities.toString())
                .start();
    }

    @AfterAll
    static void stop() {
        try (Gateway _ = first;
                Gateway _ = second;
                S3Client _ = owner;
                S3Client _ = guest) {
            assertThat(first.isAlive() && second.isAlive()).isTrue();
        }
    }

    @BeforeEach
    void createBucket() {
        owner.createBucket(request -> request.bucket(bucket));
        owner.putObject(request -> request.bucket(bucket).key("open/key"), RequestBody.fromString("open"));
        owner.putObject(request -> request.bucket(bucket).key("shut/key"), RequestBody.fromString("shut"));
    }

    private String read(S3Client client, String key) {
        return client.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asUtf8String();
    }

    private static void assertDenied(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, refusal -> {
            assertThat(refusal.statusCode()).isEqualTo(403);
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
        });
    }

    @Test
    void aPolicyCountsOnAllGatewaysWithinTheTimeSet() {
        String policy = """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::%1$s/open/*"},
                  {"Effect": "Allow", "Principal": "*", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::%1$s",
                   "Condition": {"StringLike": {"s3:prefix": "open/*"}}}]}
                """.formatted(bucket);
        String path = "/" + bucket + "/open/key";
        first.await(path, 403, Duration.ZERO);
        second.await(path, 403, Duration.ZERO);

        owner.putBucketPolicy(request -> request.bucket(bucket).policy(policy));
        assertThat(owner.getBucketPolicy(request -> request.bucket(bucket)).policy())
                .isEqualTo(policy);
        assertThat(owner.getBucketPolicyStatus(request -> request.bucket(bucket))
                        .policyStatus()
                        .isPublic())
                .isTrue();
        first.await(path, 200, Duration.ZERO);
        second.await(path, 200, EFFECTIVE);
        second.await("/" + bucket + "/shut/key", 403, Duration.ZERO);
        assertThat(read(guest, "open/key")).isEqualTo("open");
        assertDenied(() -> read(guest, "shut/key"));
        assertThat(guest.listObjectsV2(request -> request.bucket(bucket).prefix("open/"))
                        .contents())
                .hasSize(1);
        assertDenied(() -> guest.listObjectsV2(request -> request.bucket(bucket)));

        owner.putPublicAccessBlock(request -> request.bucket(bucket)
                .publicAccessBlockConfiguration(settings -> settings.restrictPublicBuckets(true)));
        first.await(path, 403, Duration.ZERO);
        second.await(path, 403, EFFECTIVE);
    }

    @Test
    void listsGrantWhatTheySay() {
        String guestId = guest.listBuckets().owner().id();
        owner.putBucketAcl(request -> request.bucket(bucket).grantWrite("emailAddress=guest@example.org"));
        guest.putObject(request -> request.bucket(bucket).key("guests"), RequestBody.fromString("mine"));
        assertDenied(() -> read(owner, "guests"));
        guest.putObjectAcl(
                request -> request.bucket(bucket).key("guests").acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL));
        assertThat(read(owner, "guests")).isEqualTo("mine");
        assertThat(owner.getObjectAcl(request -> request.bucket(bucket).key("guests"))
                        .grants())
                .extracting(Grant::permission)
                .containsExactly(Permission.FULL_CONTROL, Permission.FULL_CONTROL);

        owner.putObjectAcl(request -> request.bucket(bucket)
                .key("shut/key")
                .accessControlPolicy(list -> list.owner(
                                who -> who.id(owner.listBuckets().owner().id()))
                        .grants(Grant.builder()
                                .grantee(who -> who.type("CanonicalUser").id(guestId))
                                .permission(Permission.READ)
                                .build())));
        assertThat(read(guest, "shut/key")).isEqualTo("shut");
        assertDenied(() -> read(guest, "open/key"));

        owner.putBucketAcl(request -> request.bucket(bucket).acl(BucketCannedACL.PRIVATE));
        owner.putBucketOwnershipControls(request -> request.bucket(bucket)
                .ownershipControls(controls -> controls.rules(OwnershipControlsRule.builder()
                        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                        .build())));
        assertDenied(() -> read(guest, "shut/key"));
        assertDenied(() -> read(guest, "guests"));
        assertThat(read(owner, "guests")).isEqualTo("mine");
    }

    @Test
    void theExpectedOwnerIsHeldToTheAccount() {
        String canonicalId = owner.listBuckets().owner().id();
        String account = "%012d".formatted(Long.parseLong(canonicalId.substring(0, 15), 16) % 1_000_000_000_000L);
        owner.headBucket(request -> request.bucket(bucket).expectedBucketOwner(account));
        owner.headBucket(request -> request.bucket(bucket).expectedBucketOwner(canonicalId));
        assertDenied(() -> owner.listObjectsV2(request -> request.bucket(bucket).expectedBucketOwner("000000000000")));
        assertDenied(() -> owner.copyObject(request -> request.sourceBucket(bucket)
                .sourceKey("open/key")
                .destinationBucket(bucket)
                .destinationKey("copy")
                .expectedSourceBucketOwner("000000000000")));
    }
}
