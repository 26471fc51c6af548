package io.casgate.bench.s3;

import io.casgate.auth.Identity;
import io.casgate.auth.SigV4Signer;
import io.casgate.auth.SignedRequest;
import io.casgate.bench.http.RequestBody;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Signs with AWS Signature Version 4 in the Authorization header. Immutable. */
public final class SigV4RequestSigner implements RequestSigner {
    private static final int PIECE_BYTES = 64 * 1024;

    private final SigV4Signer signer;
    private final PayloadSigning payloadSigning;
    private final InstantSource clock;

    public SigV4RequestSigner(S3Endpoint endpoint, PayloadSigning payloadSigning, InstantSource clock) {
        Identity identity = Identity.of("bench", endpoint.accessKey(), endpoint.secretKey());
        this.signer = new SigV4Signer(identity, endpoint.region());
        this.payloadSigning = payloadSigning;
        this.clock = clock;
    }

    @Override
    public Signed sign(S3Request request, String host, RequestBody content) {
        if (!request.method().equals("PUT")) {
            return plain(request, host, content, SigV4Signer.EMPTY_PAYLOAD);
        }
        return switch (payloadSigning) {
            case UNSIGNED -> plain(request, host, content, SigV4Signer.UNSIGNED_PAYLOAD);
            case HASHED -> plain(request, host, content, sha256(content));
            case STREAMING -> signedChunks(request, host, content);
            case TRAILER -> checksumTrailer(request, host, content);
        };
    }

    private Signed plain(S3Request request, String host, RequestBody content, String payload) {
        return new Signed(flat(sign(request, Map.of("host", host), payload)), content);
    }

    private Signed signedChunks(S3Request request, String host, RequestBody content) {
        SignedRequest head = sign(request, chunkedHeaders(host, content), SigV4Signer.STREAMING_SIGNED);
        return new Signed(flat(head), new AwsChunkedBody(content, new ChunkFraming.Signed(signer.chunks(head))));
    }

    private Signed checksumTrailer(S3Request request, String host, RequestBody content) {
        Map<String, String> headers = chunkedHeaders(host, content);
        headers.put("x-amz-trailer", ChunkFraming.ChecksumTrailer.NAME);
        SignedRequest head = sign(request, headers, SigV4Signer.STREAMING_UNSIGNED_TRAILER);
        return new Signed(flat(head), new AwsChunkedBody(content, new ChunkFraming.ChecksumTrailer()));
    }

    private static Map<String, String> chunkedHeaders(String host, RequestBody content) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("host", host);
        headers.put("content-encoding", "aws-chunked");
        headers.put("x-amz-decoded-content-length", Long.toString(content.length()));
        return headers;
    }

    private SignedRequest sign(S3Request request, Map<String, String> headers, String payload) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        headers.forEach((name, value) -> fields.put(name, List.of(value)));
        SignedRequest unsigned = new SignedRequest(request.method(), request.rawPath(), request.rawQuery(), fields);
        return signer.sign(unsigned, clock.instant(), payload);
    }

    private static Map<String, String> flat(SignedRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach((name, values) -> headers.put(name, values.getFirst()));
        return headers;
    }

    private static String sha256(RequestBody content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, content.length()));
            for (long offset = 0; offset < content.length(); offset += piece.limit()) {
                piece.clear().limit((int) Math.min(piece.capacity(), content.length() - offset));
                content.fill(piece, offset);
                digest.update(piece.flip());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
