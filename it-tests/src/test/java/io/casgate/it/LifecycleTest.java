package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.Pause;
import io.casgate.it.gateway.ServeCommand;
import io.casgate.it.gateway.SharedGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionTransition;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Transition;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/** Lifecycle rules with the AWS SDK for Java v2, on gateways whose days last a second. */
class LifecycleTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private final String keyspaces = SharedGateway.freshKeyspaces();
    private final String bucket = Buckets.freshName("lifecycle");

    private Gateway start(String name) {
        return ServeCommand.in(directory.resolve(name))
                .onTestCassandra(keyspaces)
                .withEnvironment("CASGATE_LIFECYCLE_DAY", "1 s")
                .withEnvironment("CASGATE_LIFECYCLE_INTERVAL", "200 ms")
                .withEnvironment("CASGATE_LIFECYCLE_POLL", "100 ms")
                .withEnvironment("CASGATE_WORK_LEASE", "2 s")
                .withEnvironment("CASGATE_WORK_CLOCK_SKEW", "100 ms")
                .start();
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Not within " + LIMIT + ": " + what);
            }
            Pause.of(Duration.ofMillis(100));
        }
    }

    private void put(S3Client s3, String key, String tagging) {
        s3.putObject(request -> request.bucket(bucket).key(key).tagging(tagging), RequestBody.fromString("body"));
    }

    private List<String> keys(S3Client s3) {
        return s3.listObjectsV2(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private void set(S3Client s3, LifecycleRule... rules) {
        s3.putBucketLifecycleConfiguration(
                request -> request.bucket(bucket).lifecycleConfiguration(configuration -> configuration.rules(rules)));
    }

    private static LifecycleRule.Builder rule(String id) {
        return LifecycleRule.builder().id(id).status(ExpirationStatus.ENABLED);
    }

    @Test
    void objectsVersionsAndUploadsGo() {
        try (Gateway gateway = start("one");
                S3Client s3 = Sdk.client(gateway)) {
            s3.createBucket(request -> request.bucket(bucket));
            put(s3, "logs/1", "");
            put(s3, "tagged", "tmp=yes");
            put(s3, "kept", "tmp=no");
            s3.createMultipartUpload(request -> request.bucket(bucket).key("logs/2"));
            set(
                    s3,
                    rule("logs")
                            .filter(filter -> filter.prefix("logs/"))
                            .expiration(expiration -> expiration.days(1))
                            .abortIncompleteMultipartUpload(abortion -> abortion.daysAfterInitiation(1))
                            .build(),
                    rule("tagged")
                            .filter(filter -> filter.tag(
                                    Tag.builder().key("tmp").value("yes").build()))
                            .expiration(expiration -> expiration.days(1))
                            .build());
            assertThat(s3.getBucketLifecycleConfiguration(request -> request.bucket(bucket))
                            .rules())
                    .hasSize(2);
            await("objects expire", () -> keys(s3).equals(List.of("kept")));
            await(
                    "the upload is aborted",
                    () -> s3.listMultipartUploads(request -> request.bucket(bucket))
                            .uploads()
                            .isEmpty());

            s3.putBucketVersioning(request -> request.bucket(bucket)
                    .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
            put(s3, "kept", "");
            s3.deleteObject(request -> request.bucket(bucket).key("kept"));
            set(
                    s3,
                    rule("all")
                            .filter(filter -> filter.prefix(""))
                            .expiration(expiration -> expiration.expiredObjectDeleteMarker(true))
                            .noncurrentVersionExpiration(noncurrent -> noncurrent.noncurrentDays(1))
                            .build());
            await("versions and then their marker go", () -> {
                var listed = s3.listObjectVersions(request -> request.bucket(bucket));
                return listed.versions().isEmpty() && listed.deleteMarkers().isEmpty();
            });
            assertThat(gateway.metric("casgate_lifecycle_expired_total")).isEqualTo(2);
            assertThat(gateway.metric("casgate_lifecycle_uploads_aborted_total"))
                    .isEqualTo(1);
            assertThat(gateway.metric("casgate_lifecycle_markers_removed_total"))
                    .isEqualTo(1);
        }
    }

    /** HEAD, listings of objects and of versions show the class, and everything else stays. */
    @Test
    void objectsMoveToOtherStorageClasses() {
        try (Gateway gateway = start("moving");
                S3Client s3 = Sdk.client(gateway)) {
            s3.createBucket(request -> request.bucket(bucket));
            s3.putBucketVersioning(request -> request.bucket(bucket)
                    .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
            put(s3, "k", "");
            put(s3, "k", "colour=blue");
            put(s3, "stays", "");
            HeadObjectResponse before =
                    s3.headObject(request -> request.bucket(bucket).key("k"));
            set(
                    s3,
                    rule("moves")
                            .filter(filter -> filter.and(and -> and.prefix("k").objectSizeGreaterThan(0L)))
                            .transitions(Transition.builder()
                                    .days(1)
                                    .storageClass(TransitionStorageClass.INTELLIGENT_TIERING)
                                    .build())
                            .noncurrentVersionTransitions(NoncurrentVersionTransition.builder()
                                    .noncurrentDays(1)
                                    .storageClass(TransitionStorageClass.GLACIER_IR)
                                    .build())
                            .build(),
                    rule("small")
                            .filter(filter -> filter.prefix("stays"))
                            .transitions(Transition.builder()
                                    .days(0)
                                    .storageClass(TransitionStorageClass.GLACIER_IR)
                                    .build())
                            .build());
            await(
                    "both versions move",
                    () -> classes(s3).equals(List.of("k INTELLIGENT_TIERING", "k GLACIER_IR", "stays STANDARD")));
            HeadObjectResponse after =
                    s3.headObject(request -> request.bucket(bucket).key("k"));
            assertThat(after.storageClass()).isEqualTo(StorageClass.INTELLIGENT_TIERING);
            assertThat(after.lastModified()).isEqualTo(before.lastModified());
            assertThat(after.versionId()).isEqualTo(before.versionId());
            assertThat(after.eTag()).isEqualTo(before.eTag());
            assertThat(s3.getObjectAsBytes(request -> request.bucket(bucket).key("k"))
                            .asUtf8String())
                    .isEqualTo("body");
            assertThat(s3.listObjectsV2(request -> request.bucket(bucket)).contents())
                    .extracting(S3Object::storageClassAsString)
                    .containsExactly("INTELLIGENT_TIERING", "STANDARD");
            assertThat(gateway.metric("casgate_lifecycle_moved_total")).isEqualTo(2);
        }
    }

    private List<String> classes(S3Client s3) {
        return s3.listObjectVersions(request -> request.bucket(bucket)).versions().stream()
                .map(version -> version.key() + " " + version.storageClassAsString())
                .toList();
    }

    @Test
    void theWorkOfAKilledGatewayGoesOn() {
        try (Gateway first = start("first");
                Gateway second = start("second");
                S3Client s3 = Sdk.client(second)) {
            s3.createBucket(request -> request.bucket(bucket));
            set(
                    s3,
                    rule("all")
                            .filter(filter -> filter.prefix(""))
                            .expiration(expiration -> expiration.days(1))
                            .build());
            await("the first gateway works", () -> first.metric("casgate_lifecycle_rounds_total") > 0);
            first.kill();
            put(s3, "k", "");
            await("the second gateway works", () -> keys(s3).isEmpty());
        }
    }
}
