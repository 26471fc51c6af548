package io.casgate.gateway.s3.body;

import io.casgate.auth.PayloadMode;
import io.casgate.gateway.digest.Checksum;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.digest.md5.Md5Engine;
import io.casgate.gateway.http.RequestBody;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.ContentChecks;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request's body on its way in: takes its framing off, digests it, and holds it to everything that the request said
 * of it. Nothing is read, and so no {@code 100 Continue} sent, before {@link #receive}. For one thread, once.
 */
public final class BodyIntake {
    private final Supplier<Payload> opening;
    private final PayloadMode mode;
    private final BodyDeclaration declaration;

    public BodyIntake(RequestBody body, PayloadMode mode, BodyDeclaration declaration) {
        this.opening = () -> open(body, mode, declaration);
        this.mode = mode;
        this.declaration = declaration;
    }

    /** The file of a form, of which {@code declaration} tells the length that it has at most. */
    public BodyIntake(FormPayload file, BodyDeclaration declaration) {
        this.opening = () -> file;
        this.mode = new PayloadMode.Unsigned();
        this.declaration = declaration;
    }

    /**
     * Reads the body of an object or a part to its end.
     *
     * @param sink gets the payload piece by piece; a piece is valid until it returns
     * @param computed an algorithm whose checksum is wanted also when the client sent none, or null
     * @throws io.casgate.gateway.s3.error.S3Exception when the body is not as declared
     * @throws io.casgate.auth.AuthException when a chunk is not signed as it should be
     */
    public ReceivedBody receive(Consumer<ByteBuffer> sink, @Nullable ChecksumAlgorithm computed, Etags etags) {
        ChecksumAlgorithm sent = declaration.checks().algorithm();
        ChecksumAlgorithm kept = sent == null ? computed : sent;
        Set<ChecksumAlgorithm> wanted = new HashSet<>(etags.needed());
        if (kept != null) {
            wanted.add(kept);
        }
        Digested digested = digest(sink, wanted);
        return new ReceivedBody(
                digested.length, etags.of(digested.checksums), kept == null ? null : found(digested.checksums, kept));
    }

    /** Reads a body that is not kept, as {@link #receive} does. */
    public void read(Consumer<ByteBuffer> sink) {
        digest(sink, Set.of());
    }

    private record Digested(long length, Map<ChecksumAlgorithm, Checksum> checksums) {}

    /** Computes what is wanted and what the request said of the body, and nothing else. */
    private Digested digest(Consumer<ByteBuffer> sink, Set<ChecksumAlgorithm> wanted) {
        ContentChecks checks = declaration.checks();
        Set<ChecksumAlgorithm> algorithms = new HashSet<>(wanted);
        algorithms.addAll(toVerify(checks));
        try (DigestLane digests = new DigestLane(algorithms, declaration.length(), Md5Engine.shared())) {
            Payload payload = opening.get();
            for (ByteBuffer piece = payload.read(); piece != null; piece = payload.read()) {
                digests.update(piece);
                sink.accept(piece);
            }
            Map<ChecksumAlgorithm, Checksum> checksums = digests.finish();
            verify(checks, checksums, payload.trailers());
            return new Digested(payload.length(), checksums);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a body came in", e);
        }
    }

    private static Payload open(RequestBody body, PayloadMode mode, BodyDeclaration declaration) {
        return switch (mode) {
            case PayloadMode.Hashed _, PayloadMode.Unsigned _ ->
                new PlainPayload(body, declaration.length(), declaration.bound());
            case PayloadMode.StreamingSigned signed ->
                chunked(body, new ChunkSignatures.Signed(signed.seed().verifier()), declaration);
            case PayloadMode.StreamingSignedTrailer signed ->
                chunked(body, new ChunkSignatures.Signed(signed.seed().verifier()), declaration);
            case PayloadMode.StreamingUnsignedTrailer _ -> chunked(body, new ChunkSignatures.Unsigned(), declaration);
        };
    }

    private static Payload chunked(RequestBody body, ChunkSignatures signatures, BodyDeclaration declaration) {
        return new ChunkedPayload(
                body, declaration.length(), signatures, declaration.checks().trailers());
    }

    private Set<ChecksumAlgorithm> toVerify(ContentChecks checks) {
        Set<ChecksumAlgorithm> algorithms = EnumSet.noneOf(ChecksumAlgorithm.class);
        if (checks.contentMd5() != null) {
            algorithms.add(ChecksumAlgorithm.MD5);
        }
        if (checks.algorithm() != null) {
            algorithms.add(checks.algorithm());
        }
        if (mode instanceof PayloadMode.Hashed) {
            algorithms.add(ChecksumAlgorithm.SHA256);
        }
        return algorithms;
    }

    private void verify(ContentChecks checks, Map<ChecksumAlgorithm, Checksum> computed, Map<String, String> trailers) {
        if (mode instanceof PayloadMode.Hashed hashed) {
            String hex = found(computed, ChecksumAlgorithm.SHA256).hex();
            if (!hex.equals(hashed.sha256())) {
                throw S3Error.X_AMZ_CONTENT_SHA256_MISMATCH
                        .exception()
                        .with("ClientComputedContentSHA256", hashed.sha256())
                        .with("S3ComputedContentSHA256", hex);
            }
        }
        if (checks.contentMd5() != null) {
            requireMd5(checks.contentMd5(), found(computed, ChecksumAlgorithm.MD5));
        }
        Checksum expected = checks.checksum();
        if (checks.trailerAlgorithm() != null) {
            expected = inTrailer(checks.trailerAlgorithm(), trailers);
        }
        if (expected != null && !expected.equals(found(computed, expected.algorithm()))) {
            throw S3Error.BAD_DIGEST.exception(
                    "The " + expected.algorithm() + " you specified did not match the calculated checksum.");
        }
    }

    private static void requireMd5(Checksum expected, Checksum computed) {
        if (!expected.equals(computed)) {
            throw S3Error.BAD_DIGEST
                    .exception("The Content-MD5 you specified did not match what we received.")
                    .with("ExpectedDigest", expected.text())
                    .with("CalculatedDigest", computed.text());
        }
    }

    private static Checksum inTrailer(ChecksumAlgorithm algorithm, Map<String, String> trailers) {
        String value = trailers.getOrDefault(algorithm.headerName(), "");
        return Checksum.parse(algorithm, value)
                .orElseThrow(() -> S3Error.INVALID_REQUEST.exception(
                        "Value for " + algorithm.headerName() + " trailing header is invalid."));
    }

    private static Checksum found(Map<ChecksumAlgorithm, Checksum> checksums, ChecksumAlgorithm algorithm) {
        Checksum checksum = checksums.get(algorithm);
        if (checksum == null) {
            throw new IllegalStateException(algorithm + " was not computed");
        }
        return checksum;
    }
}
