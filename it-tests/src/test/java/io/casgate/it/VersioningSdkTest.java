package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.SharedGateway;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The AWS SDK for Java v2 on a bucket that keeps versions. */
@ExtendWith(SharedGateway.class)
class VersioningSdkTest {
    private S3Client s3;
    private String bucket;

    @BeforeEach
    void createBucket(Gateway gateway) {
        s3 = Sdk.client(gateway);
        bucket = Buckets.freshName("versions");
        s3.createBucket(request -> request.bucket(bucket));
        set(BucketVersioningStatus.ENABLED);
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private void set(BucketVersioningStatus status) {
        s3.putBucketVersioning(request ->
                request.bucket(bucket).versioningConfiguration(configuration -> configuration.status(status)));
        assertThat(s3.getBucketVersioning(request -> request.bucket(bucket)).status())
                .isEqualTo(status);
    }

    private String put(String key, String text) {
        return s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text))
                .versionId();
    }

    private String get(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asUtf8String();
    }

    private String get(String key, String version) {
        return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key).versionId(version))
                .asUtf8String();
    }

    @Test
    void oldVersionsAreReadAndRestored() {
        String first = put("k", "one");
        String second = put("k", "two");
        DeleteObjectResponse deleted =
                s3.deleteObject(request -> request.bucket(bucket).key("k"));

        assertThat(deleted.deleteMarker()).isTrue();
        assertThatThrownBy(() -> get("k")).isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> get("k", deleted.versionId()))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refusal -> assertThat(refusal.statusCode()).isEqualTo(405));
        assertThat(get("k", first)).isEqualTo("one");
        assertThat(get("k", second)).isEqualTo("two");

        s3.copyObject(request -> request.sourceBucket(bucket)
                .sourceKey("k")
                .sourceVersionId(first)
                .destinationBucket(bucket)
                .destinationKey("k"));
        assertThat(get("k")).isEqualTo("one");
    }

    @Test
    void suspensionReplacesNothingButTheNullVersion() {
        String first = put("k", "one");
        set(BucketVersioningStatus.SUSPENDED);
        put("k", "two");
        put("k", "three");

        ListObjectVersionsResponse listed = s3.listObjectVersions(request -> request.bucket(bucket));
        assertThat(listed.versions()).extracting(ObjectVersion::versionId).containsExactly("null", first);
        assertThat(get("k", "null")).isEqualTo("three");
        assertThat(get("k", first)).isEqualTo("one");
    }

    /** As tools do it that empty a bucket: each page of versions and markers is deleted before the next is asked for. */
    @Test
    void aBucketIsEmptiedPageByPage() {
        for (int i = 0; i < 7; i++) {
            put("a/k", "text " + i);
            put("b", "text " + i);
        }
        s3.deleteObject(request -> request.bucket(bucket).key("b"));
        assertThatThrownBy(() -> s3.deleteBucket(request -> request.bucket(bucket)))
                .hasMessageContaining("not empty");

        int found = 0;
        for (ListObjectVersionsResponse page :
                s3.listObjectVersionsPaginator(request -> request.bucket(bucket).maxKeys(4))) {
            List<ObjectIdentifier> all = new ArrayList<>();
            page.versions().forEach(version -> all.add(id(version.key(), version.versionId())));
            page.deleteMarkers().forEach(marker -> all.add(id(marker.key(), marker.versionId())));
            found += all.size();
            assertThat(s3.deleteObjects(request -> request.bucket(bucket).delete(delete -> delete.objects(all)))
                            .deleted())
                    .hasSize(all.size());
        }
        assertThat(found).isEqualTo(15);
        s3.deleteBucket(request -> request.bucket(bucket));
    }

    private static ObjectIdentifier id(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }
}
