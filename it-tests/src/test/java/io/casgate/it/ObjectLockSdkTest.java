package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.SharedGateway;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Object lock with the AWS SDK for Java v2. */
@ExtendWith(SharedGateway.class)
class ObjectLockSdkTest {
    private final Instant until = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);

    private S3Client s3;
    private String bucket;

    @BeforeEach
    void createBucket(Gateway gateway) {
        s3 = Sdk.client(gateway);
        bucket = Buckets.freshName("locked");
        s3.createBucket(request -> request.bucket(bucket).objectLockEnabledForBucket(true));
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private String put() {
        return s3.putObject(request -> request.bucket(bucket).key("k"), RequestBody.fromString("body"))
                .versionId();
    }

    private void delete(String version, boolean bypass) {
        s3.deleteObject(
                request -> request.bucket(bucket).key("k").versionId(version).bypassGovernanceRetention(bypass));
    }

    private static void assertDenied(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, refusal -> {
            assertThat(refusal.statusCode()).isEqualTo(403);
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
        });
    }

    @Test
    void objectsAreKeptByDefault() {
        s3.putObjectLockConfiguration(request -> request.bucket(bucket)
                .objectLockConfiguration(configuration -> configuration
                        .objectLockEnabled(ObjectLockEnabled.ENABLED)
                        .rule(rule -> rule.defaultRetention(retention -> retention
                                .mode(ObjectLockRetentionMode.GOVERNANCE)
                                .days(1)))));
        String version = put();
        assertThat(s3.headObject(request -> request.bucket(bucket).key("k")).objectLockMode())
                .isEqualTo(ObjectLockMode.GOVERNANCE);
        assertDenied(() -> delete(version, false));
        delete(version, true);
    }

    @Test
    void complianceIsBypassedByNobody() {
        String version = s3.putObject(
                        request -> request.bucket(bucket)
                                .key("k")
                                .objectLockMode(ObjectLockMode.COMPLIANCE)
                                .objectLockRetainUntilDate(until),
                        RequestBody.fromString("body"))
                .versionId();
        assertThat(s3.getObjectRetention(request -> request.bucket(bucket).key("k"))
                        .retention()
                        .retainUntilDate())
                .isEqualTo(until);
        assertDenied(() -> delete(version, true));
        assertDenied(() -> s3.putObjectRetention(request -> request.bucket(bucket)
                .key("k")
                .bypassGovernanceRetention(true)
                .retention(retention ->
                        retention.mode(ObjectLockRetentionMode.COMPLIANCE).retainUntilDate(until.minusSeconds(1)))));
    }

    @Test
    void legalHoldsHoldUntilTheyAreTakenOff() {
        String version = put();
        hold(ObjectLockLegalHoldStatus.ON);
        put();
        assertDenied(() -> delete(version, true));
        HeadObjectResponse head =
                s3.headObject(request -> request.bucket(bucket).key("k").versionId(version));
        assertThat(head.objectLockLegalHoldStatus()).isEqualTo(ObjectLockLegalHoldStatus.ON);
        s3.putObjectLegalHold(request -> request.bucket(bucket)
                .key("k")
                .versionId(version)
                .legalHold(hold -> hold.status(ObjectLockLegalHoldStatus.OFF)));
        delete(version, false);
    }

    private void hold(ObjectLockLegalHoldStatus status) {
        s3.putObjectLegalHold(request -> request.bucket(bucket).key("k").legalHold(hold -> hold.status(status)));
    }
}
