package io.casgate.it.client;

import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.Keys;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The AWS SDK for Java, with its defaults: checksums on, one attempt only so that no failure hides behind a retry. */
public final class Sdk {
    private Sdk() {}

    public static S3Client client(Gateway gateway) {
        return builder(gateway, gateway.keys()).build();
    }

    /** As {@link #client}, to be refined. */
    public static S3ClientBuilder builder(Gateway gateway, Keys keys) {
        return S3Client.builder()
                .endpointOverride(gateway.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(keys.accessKey(), keys.secretKey())))
                .overrideConfiguration(configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .httpClientBuilder(
                        ApacheHttpClient.builder().maxConnections(128).socketTimeout(Duration.ofSeconds(90)));
    }
}
