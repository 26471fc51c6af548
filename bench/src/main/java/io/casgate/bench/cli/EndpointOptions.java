package io.casgate.bench.cli;

import io.casgate.bench.http.StallWatch;
import io.casgate.bench.s3.Answer;
import io.casgate.bench.s3.PayloadSigning;
import io.casgate.bench.s3.RequestSigner;
import io.casgate.bench.s3.S3Client;
import io.casgate.bench.s3.S3Endpoint;
import io.casgate.bench.s3.SigV4RequestSigner;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Where the S3 requests go. */
final class EndpointOptions {
    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:9000",
            description = "http://HOST[:PORT] of any S3 server (default: ${DEFAULT-VALUE})")
    private URI endpoint = URI.create("");

    @Option(
            names = "--access-key",
            defaultValue = "${env:CASGATE_ACCESS_KEY:-}",
            description = "default: $CASGATE_ACCESS_KEY; empty sends unsigned requests")
    private String accessKey = "";

    @Option(
            names = "--secret-key",
            defaultValue = "${env:CASGATE_SECRET_KEY:-}",
            description = "default: $CASGATE_SECRET_KEY")
    private String secretKey = "";

    @Option(names = "--region", defaultValue = "us-east-1", description = "default: ${DEFAULT-VALUE}")
    private String region = "";

    @Option(
            names = "--payload",
            defaultValue = "UNSIGNED",
            description = "what vouches for bodies: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private PayloadSigning payload = PayloadSigning.UNSIGNED;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "for one request; then it counts as failed (default: ${DEFAULT-VALUE})")
    private int timeLimitSeconds;

    @Option(names = "--bucket", defaultValue = "bench", description = "created if needed (default: ${DEFAULT-VALUE})")
    private String bucket = "";

    String bucket() {
        return bucket;
    }

    S3Endpoint endpoint() {
        return new S3Endpoint(endpoint, accessKey, secretKey, region);
    }

    /** Opens clients, one per worker. */
    Supplier<S3Client> clients(StallWatch watch) {
        S3Endpoint target = endpoint();
        RequestSigner signer = accessKey.isEmpty()
                ? RequestSigner.anonymous()
                : new SigV4RequestSigner(target, payload, InstantSource.system());
        return () -> new S3Client(target, signer, watch, Duration.ofSeconds(timeLimitSeconds));
    }

    /** Creates the bucket unless it is there; whatever goes wrong later is not for want of it. */
    void createBucket(Supplier<S3Client> clients) {
        try (S3Client client = clients.get()) {
            if (client.createBucket(bucket) instanceof Answer.Failure(String reason, String detail)) {
                throw new IllegalStateException(
                        "bucket " + bucket + " cannot be created: " + reason + " (" + detail + ")");
            }
        }
    }
}
