package io.casgate.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ChunkVerifierTest {
    private static final Instant TIME = Instant.parse("2026-11-20T09:00:00Z");
    private static final Identity ALICE = Identity.of("alice", "AKALICE", "secret");
    private static final byte[] ONE = digest(1);
    private static final byte[] TWO = digest(2);
    private static final Map<String, String> TRAILERS =
            Map.of("x-amz-checksum-crc32", "y/Q5Jg==", "x-amz-meta-later", "value");

    private final SigV4Signer signer = new SigV4Signer(ALICE, "us-east-1");
    private final SignedRequest request = signer.sign(
            new SignedRequest("PUT", "/b/k", "", Map.of("host", List.of("localhost"))),
            TIME,
            SigV4Signer.STREAMING_SIGNED_TRAILER);
    private final ChunkSigner chunks = signer.chunks(request);
    private final String first = chunks.chunk(ONE);
    private final String second = chunks.chunk(TWO);
    private final String trailers = chunks.trailers(TRAILERS);

    private ChunkVerifier verifier() {
        PayloadMode payload = new RequestAuthenticator(
                        () -> new Identities(List.of(ALICE)), "us-east-1", ProxyTolerance.STRICT, () -> TIME)
                .authenticate(request)
                .payload();
        assertThat(payload).isInstanceOf(PayloadMode.StreamingSignedTrailer.class);
        return ((PayloadMode.StreamingSignedTrailer) payload).seed().verifier();
    }

    @Test
    void chunksInOrderThenTrailers() {
        ChunkVerifier verifier = verifier();
        verifier.chunk(ONE, first);
        verifier.chunk(TWO, second);
        verifier.trailers(TRAILERS, trailers);
    }

    @Test
    void changedChunk() {
        refused(() -> verifier().chunk(TWO, first));
    }

    @Test
    void droppedChunk() {
        refused(() -> verifier().chunk(TWO, second));
    }

    @Test
    void repeatedChunk() {
        ChunkVerifier verifier = verifier();
        verifier.chunk(ONE, first);
        refused(() -> verifier.chunk(ONE, first));
    }

    @Test
    void changedTrailer() {
        ChunkVerifier verifier = verifier();
        verifier.chunk(ONE, first);
        verifier.chunk(TWO, second);
        refused(() ->
                verifier.trailers(Map.of("x-amz-checksum-crc32", "y/Q5Jw==", "x-amz-meta-later", "value"), trailers));
    }

    @Test
    void trailersInPlaceOfChunks() {
        refused(() -> verifier().trailers(TRAILERS, trailers));
    }

    @Test
    void signaturesThatAreNone() {
        refused(() -> verifier().chunk(ONE, ""));
        refused(() -> verifier().chunk(ONE, first.substring(1)));
        refused(() -> verifier().chunk(ONE, first + "0"));
    }

    private static void refused(ThrowingCallable verification) {
        assertThatThrownBy(verification).asInstanceOf(type(AuthException.class)).satisfies(refusal -> {
            assertThat(refusal.kind()).isEqualTo(AuthException.Kind.SIGNATURE_DOES_NOT_MATCH);
            assertThat(refusal.details()).containsEntry("AWSAccessKeyId", "AKALICE");
        });
    }

    private static byte[] digest(int fill) {
        byte[] digest = new byte[32];
        Arrays.fill(digest, (byte) fill);
        return digest;
    }
}
