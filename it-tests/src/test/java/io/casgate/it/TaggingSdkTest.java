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
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** The AWS SDK for Java v2 on tags. */
@ExtendWith(SharedGateway.class)
class TaggingSdkTest {
    private S3Client s3;
    private String bucket;

    @BeforeEach
    void createBucket(Gateway gateway) {
        s3 = Sdk.client(gateway);
        bucket = Buckets.freshName("tags");
        s3.createBucket(request -> request.bucket(bucket));
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private static Tag tag(String name, String value) {
        return Tag.builder().key(name).value(value).build();
    }

    private void put(String key, String tagging) {
        s3.putObject(request -> request.bucket(bucket).key(key).tagging(tagging), RequestBody.fromString("content"));
    }

    private void tag(String key, List<Tag> tags) {
        s3.putObjectTagging(request -> request.bucket(bucket).key(key).tagging(tagging -> tagging.tagSet(tags)));
    }

    private List<Tag> tagsOf(String key) {
        return s3.getObjectTagging(request -> request.bucket(bucket).key(key)).tagSet();
    }

    @Test
    void bucketsHaveTags() {
        assertThatThrownBy(() -> s3.getBucketTagging(request -> request.bucket(bucket)))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                .isEqualTo("NoSuchTagSet"));
        s3.putBucketTagging(request ->
                request.bucket(bucket).tagging(tagging -> tagging.tagSet(tag("b", "2"), tag("a", ""))));
        assertThat(s3.getBucketTagging(request -> request.bucket(bucket)).tagSet())
                .containsExactly(tag("b", "2"), tag("a", ""));
        s3.deleteBucketTagging(request -> request.bucket(bucket));
        assertThatThrownBy(() -> s3.getBucketTagging(request -> request.bucket(bucket)))
                .isInstanceOf(S3Exception.class);
    }

    @Test
    void objectsHaveTags() {
        put("k", "a=1&b=x%20y");
        assertThat(tagsOf("k")).containsExactly(tag("a", "1"), tag("b", "x y"));
        assertThat(s3.headObject(request -> request.bucket(bucket).key("k")).tagCount())
                .isEqualTo(2);

        tag("k", List.of(tag("c", "3")));
        assertThat(tagsOf("k")).containsExactly(tag("c", "3"));
        s3.deleteObjectTagging(request -> request.bucket(bucket).key("k"));
        assertThat(tagsOf("k")).isEmpty();
        assertThat(s3.getObjectAsBytes(request -> request.bucket(bucket).key("k"))
                        .asUtf8String())
                .isEqualTo("content");
    }

    @Test
    void thereAreTenAtMost() {
        put("k", "");
        List<Tag> eleven = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            eleven.add(tag("k" + i, ""));
        }
        assertThatThrownBy(() -> tag("k", eleven))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                .isEqualTo("BadRequest"));
        tag("k", eleven.subList(0, 10));
        assertThat(tagsOf("k")).hasSize(10);
    }

    @Test
    void copiesKeepOrReplaceThem() {
        put("k", "a=1");
        s3.copyObject(request -> request.sourceBucket(bucket)
                .sourceKey("k")
                .destinationBucket(bucket)
                .destinationKey("kept"));
        s3.copyObject(request -> request.sourceBucket(bucket)
                .sourceKey("k")
                .destinationBucket(bucket)
                .destinationKey("replaced")
                .taggingDirective(TaggingDirective.REPLACE)
                .tagging("b=2"));
        assertThat(tagsOf("kept")).containsExactly(tag("a", "1"));
        assertThat(tagsOf("replaced")).containsExactly(tag("b", "2"));
    }
}
