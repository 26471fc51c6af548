package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.auth.SigV4Signer;
import io.casgate.auth.SignedRequest;
import io.casgate.it.client.RawClient;
import io.casgate.it.client.RawClient.Answer;
import io.casgate.it.client.Sdk;
import io.casgate.it.client.SignedChunks;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.SharedGateway;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.Part;

/** Uploads that go wrong on the wire: the client hears which way, and nothing of them is stored. */
@ExtendWith(SharedGateway.class)
class RefusedUploadTest {
    private static final int CHUNK = 64 << 10;
    private static final byte[] BODY = body();
    private static final Map<String, String> CHUNKED = Map.of("transfer-encoding", "chunked");
    private static final byte[] END = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Gateway gateway;
    private S3Client s3;
    private String bucket;
    private RawClient raw;

    @BeforeEach
    void connect(Gateway shared) throws IOException {
        gateway = shared;
        s3 = Sdk.client(gateway);
        bucket = Buckets.freshName("refused");
        s3.createBucket(request -> request.bucket(bucket));
        raw = RawClient.connect(gateway);
    }

    @AfterEach
    void close() throws IOException {
        raw.close();
        s3.close();
    }

    @Test
    void chunksAsTheyShouldBeAreStored() throws IOException {
        SignedRequest put = putInChunks();
        raw.send(put).send(RawClient.chunks(put).add(half(0)).add(half(1)).end());
        assertThat(raw.answer().status()).isEqualTo(200);
        assertThat(s3.getObjectAsBytes(request -> request.bucket(bucket).key("key"))
                        .asByteArray())
                .isEqualTo(BODY);
    }

    /** HTTP's own chunks, as clients send them that do not know the length; AWS refuses these. */
    @Test
    void bodiesWithoutALengthAreStored() throws IOException {
        String upload = s3.createMultipartUpload(
                        request -> request.bucket(bucket).key("parts"))
                .uploadId();
        raw.send(raw.sign("PUT", "/" + bucket + "/key", SigV4Signer.UNSIGNED_PAYLOAD, CHUNKED))
                .send(transferChunk(half(0)));
        raw.send(transferChunk(half(1))).send(END);
        assertThat(raw.answer().status()).isEqualTo(200);
        assertThat(s3.getObjectAsBytes(request -> request.bucket(bucket).key("key"))
                        .asByteArray())
                .isEqualTo(BODY);
        raw.send(raw.sign(
                        "PUT",
                        "/" + bucket + "/parts?partNumber=1&uploadId=" + upload,
                        SigV4Signer.UNSIGNED_PAYLOAD,
                        CHUNKED))
                .send(transferChunk(half(0)))
                .send(END);
        assertThat(raw.answer().status()).isEqualTo(200);
        assertThat(s3.listParts(request -> request.bucket(bucket).key("parts").uploadId(upload))
                        .parts())
                .extracting(Part::size)
                .containsExactly((long) half(0).length);
    }

    @Test
    void aBodyWithoutALengthThatIsNotWhatWasSigned() throws IOException {
        raw.send(raw.sign("PUT", "/" + bucket + "/key", SigV4Signer.EMPTY_PAYLOAD, CHUNKED))
                .send(transferChunk(half(0)))
                .send(END);
        assertRefused(raw.answer(), 400, "XAmzContentSHA256Mismatch");
    }

    @Test
    void aBodyWithoutALengthThatEndsTooSoon() throws IOException {
        raw.send(raw.sign("PUT", "/" + bucket + "/key", SigV4Signer.UNSIGNED_PAYLOAD, CHUNKED))
                .send(transferChunk(BODY));
        raw.finish();
        awaitQuiet();
        assertNothingStored();
    }

    private static byte[] transferChunk(byte[] data) {
        byte[] line = (Integer.toHexString(data.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(line.length + data.length + 2)
                .put(line)
                .put(data)
                .put((byte) '\r')
                .put((byte) '\n')
                .array();
    }

    @Test
    void chunksThatEndTooSoon() throws IOException {
        SignedRequest put = putInChunks();
        raw.send(put).send(RawClient.chunks(put).add(half(0)).end());
        raw.finish();
        assertRefused(raw.answer(), 400, "IncompleteBody");
    }

    @Test
    void aChunkWithAForgedSignature() throws IOException {
        SignedRequest put = putInChunks();
        raw.send(put).send(RawClient.chunks(put).add(half(0)).addForged(half(1)).end());
        assertRefused(raw.answer(), 403, "SignatureDoesNotMatch");
    }

    @Test
    void anotherContentMd5() throws IOException {
        raw.send(put(SigV4Signer.UNSIGNED_PAYLOAD, Map.of("content-md5", "1B2M2Y8AsgTpgAmY7PhCfg==")))
                .send(BODY);
        assertRefused(raw.answer(), 400, "BadDigest");
    }

    @Test
    void anotherSha256() throws IOException {
        raw.send(put(SigV4Signer.EMPTY_PAYLOAD, Map.of())).send(BODY);
        assertRefused(raw.answer(), 400, "XAmzContentSHA256Mismatch");
    }

    @Test
    void aConnectionThatBreaksInTheMiddle() throws IOException {
        raw.send(put(SigV4Signer.UNSIGNED_PAYLOAD, Map.of())).send(half(0));
        raw.reset();
        awaitQuiet();
        assertNothingStored();
    }

    @Test
    void aConnectionThatEndsInTheMiddle() throws IOException {
        raw.send(put(SigV4Signer.UNSIGNED_PAYLOAD, Map.of())).send(half(0));
        raw.finish();
        awaitQuiet();
        assertNothingStored();
    }

    @Test
    void moreHeaderThanThereMayBe() throws IOException {
        raw.send(put(SigV4Signer.UNSIGNED_PAYLOAD, Map.of("x-amz-meta-long", "x".repeat(120 << 10))));
        Answer answer = raw.answer();
        assertRefused(answer, 400, "RequestHeaderSectionTooLarge");
        assertThat(answer.headers()).containsEntry("connection", "close");
    }

    @Test
    void theConnectionServesOnAfterAnEarlyRefusal() throws IOException {
        String nowhere = "/" + Buckets.freshName("missing") + "/key";
        raw.send(raw.sign(
                        "PUT",
                        nowhere,
                        SigV4Signer.UNSIGNED_PAYLOAD,
                        Map.of("content-length", Integer.toString(BODY.length))))
                .send(BODY);
        Answer refusal = raw.answer();
        assertThat(refusal.status()).isEqualTo(404);
        assertThat(refusal.body()).contains("<Code>NoSuchBucket</Code>");

        raw.send(put(SigV4Signer.UNSIGNED_PAYLOAD, Map.of())).send(BODY);
        assertThat(raw.answer().status()).isEqualTo(200);
    }

    @Test
    void headIsAnsweredWithoutABodyWhateverItFinds() throws IOException {
        SignedRequest head = raw.sign("HEAD", "/" + bucket + "/missing", SigV4Signer.EMPTY_PAYLOAD, Map.of());
        raw.send(head).send(head);
        assertThat(raw.head().status()).isEqualTo(404);
        assertThat(raw.head().status()).as("the next answer follows at once").isEqualTo(404);
    }

    private SignedRequest put(String payload, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("content-length", Integer.toString(BODY.length));
        return raw.sign("PUT", "/" + bucket + "/key", payload, all);
    }

    private SignedRequest putInChunks() {
        return raw.sign(
                "PUT",
                "/" + bucket + "/key",
                SigV4Signer.STREAMING_SIGNED,
                Map.of(
                        "content-encoding",
                        "aws-chunked",
                        "x-amz-decoded-content-length",
                        Integer.toString(BODY.length),
                        "content-length",
                        Integer.toString(SignedChunks.framedLength(2, CHUNK))));
    }

    private void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.body()).contains("<Code>" + code + "</Code>");
        assertThat(answer.status()).isEqualTo(status);
        assertNothingStored();
    }

    private void assertNothingStored() {
        assertThatThrownBy(() -> s3.headObject(request -> request.bucket(bucket).key("key")))
                .isInstanceOf(NoSuchKeyException.class);
        assertThat(s3.listObjectsV2(request -> request.bucket(bucket)).contents())
                .isEmpty();
    }

    /** Waits until the gateway is done with all requests but the one that asks. */
    private void awaitQuiet() {
        gateway.awaitMetric("casgate_http_requests_in_flight", 1, Duration.ofSeconds(30));
    }

    private static byte[] half(int half) {
        return Arrays.copyOfRange(BODY, half * CHUNK, (half + 1) * CHUNK);
    }

    private static byte[] body() {
        byte[] body = new byte[2 * CHUNK];
        new SplittableRandom(7).nextBytes(body);
        return body;
    }
}
