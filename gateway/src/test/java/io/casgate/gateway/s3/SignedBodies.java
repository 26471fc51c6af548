package io.casgate.gateway.s3;

import io.casgate.auth.Authentication;
import io.casgate.auth.ChunkSigner;
import io.casgate.auth.Identities;
import io.casgate.auth.Identity;
import io.casgate.auth.PayloadMode;
import io.casgate.auth.ProxyTolerance;
import io.casgate.auth.RequestAuthenticator;
import io.casgate.auth.SigV4Signer;
import io.casgate.auth.SignedRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies in aws-chunked framing, as clients make them, and the payload modes that go with them. */
public final class SignedBodies {
    public static final Identity ALICE = Identity.of("alice", "ALICEKEY", "alice's secret");

    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    private static final String REGION = "eu-central-1";
    private static final SigV4Signer SIGNER = new SigV4Signer(ALICE, REGION);

    private final PayloadMode mode;
    private final @Nullable ChunkSigner signer;
    private final ByteArrayOutputStream framed = new ByteArrayOutputStream();

    private SignedBodies(PayloadMode mode, @Nullable ChunkSigner signer) {
        this.mode = mode;
        this.signer = signer;
    }

    /** A body whose chunks and trailers are signed. */
    public static SignedBodies signed(String payload) {
        SignedRequest request = SIGNER.sign(
                new SignedRequest("PUT", "/bucket/key", "", Map.of("host", List.of("gateway.example"))), NOW, payload);
        RequestAuthenticator authenticator = new RequestAuthenticator(
                () -> new Identities(List.of(ALICE)), REGION, ProxyTolerance.STRICT, () -> NOW);
        Authentication authentication = authenticator.authenticate(request);
        return new SignedBodies(authentication.payload(), SIGNER.chunks(request));
    }

    /** A body of which nothing is signed. */
    public static SignedBodies unsigned() {
        return new SignedBodies(new PayloadMode.StreamingUnsignedTrailer(), null);
    }

    public PayloadMode mode() {
        return mode;
    }

    public SignedBodies chunk(byte[] data) {
        String signature = signer == null ? "" : ";chunk-signature=" + signer.chunk(sha256(data));
        line(Integer.toHexString(data.length) + signature);
        framed.writeBytes(data);
        if (data.length > 0) {
            line("");
        }
        return this;
    }

    /** All of {@code data} in chunks of {@code size}, and the last chunk. */
    public SignedBodies chunks(byte[] data, int size) {
        for (int at = 0; at < data.length; at += size) {
            chunk(Arrays.copyOfRange(data, at, Math.min(data.length, at + size)));
        }
        return chunk(new byte[0]);
    }

    public SignedBodies trailer(String name, String value) {
        line(name + ":" + value);
        if (signer != null) {
            line("x-amz-trailer-signature:" + signer.trailers(Map.of(name, value)));
        }
        return this;
    }

    public SignedBodies line(String text) {
        framed.writeBytes((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** The body as it is sent, with the empty line at its end. */
    public byte[] end() {
        return line("").framed.toByteArray();
    }

    public static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
