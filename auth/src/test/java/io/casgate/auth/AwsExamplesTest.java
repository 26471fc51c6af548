package io.casgate.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The examples that AWS publishes for S3, with their signatures: signing must arrive at them, and verifying must take
 * them, in the form in which AWS prints them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">in the header</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">chunked</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">with trailers</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">presigned</a>
 */
class AwsExamplesTest {
    private static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");
    private static final Identity EXAMPLE =
            Identity.of("example", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    private static final String HOST = "examplebucket.s3.amazonaws.com";

    private final SigV4Signer signer = new SigV4Signer(EXAMPLE, "us-east-1");
    private final RequestAuthenticator authenticator = new RequestAuthenticator(
            () -> new Identities(List.of(EXAMPLE)), "us-east-1", ProxyTolerance.STRICT, InstantSource.fixed(TIME));

    @Test
    void getObject() {
        SignedRequest request = request("GET", "/test.txt", "", Map.of("range", List.of("bytes=0-9")));

        expectSignature(
                request,
                SigV4Signer.EMPTY_PAYLOAD,
                "host;range;x-amz-content-sha256;x-amz-date",
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void putObject() {
        SignedRequest request = request(
                "PUT",
                "/test$file.text",
                "",
                Map.of(
                        "date",
                        List.of("Fri, 24 May 2013 00:00:00 GMT"),
                        "x-amz-storage-class",
                        List.of("REDUCED_REDUNDANCY")));

        expectSignature(
                request,
                "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
                "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    @Test
    void getBucketLifecycle() {
        expectSignature(
                request("GET", "/", "lifecycle", Map.of()),
                SigV4Signer.EMPTY_PAYLOAD,
                "host;x-amz-content-sha256;x-amz-date",
                "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    }

    @Test
    void listObjects() {
        expectSignature(
                request("GET", "/", "max-keys=2&prefix=J", Map.of()),
                SigV4Signer.EMPTY_PAYLOAD,
                "host;x-amz-content-sha256;x-amz-date",
                "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }

    @Test
    void presignedGetObject() {
        SignedRequest signed = signer.presign(request("GET", "/test.txt", "", Map.of()), TIME, Duration.ofDays(1));

        assertThat(signed.rawQuery())
                .isEqualTo("X-Amz-Algorithm=AWS4-HMAC-SHA256"
                        + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                        + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
        assertThat(authenticator.authenticate(signed))
                .isEqualTo(new Authentication.Authenticated(EXAMPLE, new PayloadMode.Unsigned()));
    }

    @Test
    void putObjectInChunks() throws Exception {
        SignedRequest request = chunked(Map.of("content-length", List.of("66824")));
        SignedRequest signed = signer.sign(request, TIME, SigV4Signer.STREAMING_SIGNED);

        assertThat(signed.header("authorization"))
                .endsWith("Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
        ChunkSigner chunks = signer.chunks(signed);
        List<String> signatures =
                List.of(chunks.chunk(sha256OfAs(65536)), chunks.chunk(sha256OfAs(1024)), chunks.chunk(sha256OfAs(0)));
        assertThat(signatures)
                .containsExactly(
                        "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
                        "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
                        "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");

        assertThat(authenticator.authenticate(signed).payload())
                .isInstanceOfSatisfying(
                        PayloadMode.StreamingSigned.class,
                        mode -> assertThatCode(() -> {
                                    ChunkVerifier verifier = mode.seed().verifier();
                                    verifier.chunk(sha256OfAs(65536), signatures.get(0));
                                    verifier.chunk(sha256OfAs(1024), signatures.get(1));
                                    verifier.chunk(sha256OfAs(0), signatures.get(2));
                                })
                                .doesNotThrowAnyException());
    }

    @Test
    void putObjectInChunksWithTrailer() throws Exception {
        SignedRequest request = chunked(Map.of("x-amz-trailer", List.of("x-amz-checksum-crc32c")));
        SignedRequest signed = signer.sign(request, TIME, SigV4Signer.STREAMING_SIGNED_TRAILER);

        assertThat(signed.header("authorization"))
                .endsWith("Signature=106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e");
        Map<String, String> trailers = Map.of("x-amz-checksum-crc32c", "sOO8/Q==");
        ChunkSigner chunks = signer.chunks(signed);
        List<String> signatures = List.of(
                chunks.chunk(sha256OfAs(65536)),
                chunks.chunk(sha256OfAs(1024)),
                chunks.chunk(sha256OfAs(0)),
                chunks.trailers(trailers));
        assertThat(signatures)
                .containsExactly(
                        "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
                        "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
                        "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
                        "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435");

        assertThat(authenticator.authenticate(signed).payload())
                .isInstanceOfSatisfying(
                        PayloadMode.StreamingSignedTrailer.class,
                        mode -> assertThatCode(() -> {
                                    ChunkVerifier verifier = mode.seed().verifier();
                                    verifier.chunk(sha256OfAs(65536), signatures.get(0));
                                    verifier.chunk(sha256OfAs(1024), signatures.get(1));
                                    verifier.chunk(sha256OfAs(0), signatures.get(2));
                                    verifier.trailers(trailers, signatures.get(3));
                                })
                                .doesNotThrowAnyException());
    }

    private void expectSignature(SignedRequest request, String payload, String signedHeaders, String signature) {
        SignedRequest signed = signer.sign(request, TIME, payload);

        assertThat(signed.header("authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                        + "SignedHeaders=" + signedHeaders + ",Signature=" + signature);
        assertThat(authenticator.authenticate(signed))
                .isEqualTo(new Authentication.Authenticated(EXAMPLE, new PayloadMode.Hashed(payload)));
    }

    private static SignedRequest request(String method, String path, String query, Map<String, List<String>> headers) {
        return new SignedRequest(method, path, query, headers).withHeader("host", HOST);
    }

    private static SignedRequest chunked(Map<String, List<String>> headers) {
        return new SignedRequest("PUT", "/examplebucket/chunkObject.txt", "", headers)
                .withHeader("host", "s3.amazonaws.com")
                .withHeader("content-encoding", "aws-chunked")
                .withHeader("x-amz-decoded-content-length", "66560")
                .withHeader("x-amz-storage-class", "REDUCED_REDUNDANCY");
    }

    private static byte[] sha256OfAs(int length) throws Exception {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'a');
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
