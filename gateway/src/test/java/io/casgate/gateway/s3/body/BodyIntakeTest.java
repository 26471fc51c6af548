package io.casgate.gateway.s3.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.casgate.auth.AuthException;
import io.casgate.auth.PayloadMode;
import io.casgate.auth.SigV4Signer;
import io.casgate.gateway.digest.Checksum;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.digest.ContentDigests;
import io.casgate.gateway.s3.S3Requests.SlicedBody;
import io.casgate.gateway.s3.SignedBodies;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.BodyDeclaration.Bound;
import io.casgate.gateway.s3.request.ContentChecks;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyIntakeTest {
    private static final ContentChecks NO_CHECKS = new ContentChecks(null, null, null, Set.of());
    private static final byte[] DATA = randomBytes(1000);
    private static final String CRC32 = "x-amz-checksum-crc32";

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private static Checksum checksum(ChecksumAlgorithm algorithm, byte[] data) {
        ContentDigests digests = new ContentDigests(Set.of(algorithm));
        digests.update(ByteBuffer.wrap(data));
        return Objects.requireNonNull(digests.finish().get(algorithm));
    }

    private static ContentChecks trailing(ChecksumAlgorithm algorithm) {
        return new ContentChecks(null, null, algorithm, Set.of(algorithm.headerName()));
    }

    private record Taken(ByteBuffer bytes, ReceivedBody received) {}

    private static Taken take(byte[] wire, int slice, PayloadMode mode, long length, ContentChecks checks) {
        return take(wire, slice, mode, length, checks, null);
    }

    private static Taken take(
            byte[] wire,
            int slice,
            PayloadMode mode,
            long length,
            ContentChecks checks,
            @Nullable ChecksumAlgorithm computed) {
        BodyIntake intake = new BodyIntake(new SlicedBody(wire, slice), mode, new BodyDeclaration(length, checks));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ReceivedBody received = intake.receive(
                piece -> {
                    byte[] copy = new byte[piece.remaining()];
                    piece.get(copy);
                    bytes.writeBytes(copy);
                },
                computed,
                Etags.MD5);
        return new Taken(ByteBuffer.wrap(bytes.toByteArray()), received);
    }

    private static void assertRefused(S3Error error, ThrowingCallable intake) {
        assertThatExceptionOfType(S3Exception.class).isThrownBy(intake).returns(error, S3Exception::error);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000, 4096})
    void takesPlainBodies(int slice) {
        Taken taken = take(DATA, slice, new PayloadMode.Unsigned(), DATA.length, NO_CHECKS);
        assertThat(taken.bytes).isEqualTo(ByteBuffer.wrap(DATA));
        assertThat(taken.received)
                .isEqualTo(new ReceivedBody(
                        DATA.length, checksum(ChecksumAlgorithm.MD5, DATA).hex(), null));
    }

    @Test
    void refusesPlainBodiesOfAnotherLength() {
        assertRefused(
                S3Error.INCOMPLETE_BODY, () -> take(DATA, 99, new PayloadMode.Unsigned(), DATA.length + 1, NO_CHECKS));
        assertRefused(
                S3Error.INCOMPLETE_BODY, () -> take(DATA, 99, new PayloadMode.Unsigned(), DATA.length - 1, NO_CHECKS));
    }

    @Test
    void holdsHashedBodiesToTheirHash() {
        String hash = HexFormat.of().formatHex(SignedBodies.sha256(DATA));
        assertThat(take(DATA, 100, new PayloadMode.Hashed(hash), DATA.length, NO_CHECKS).bytes)
                .isEqualTo(ByteBuffer.wrap(DATA));
        byte[] changed = DATA.clone();
        changed[500] ^= 1;
        assertRefused(
                S3Error.X_AMZ_CONTENT_SHA256_MISMATCH,
                () -> take(changed, 100, new PayloadMode.Hashed(hash), DATA.length, NO_CHECKS));
    }

    @Test
    void holdsBodiesToContentMd5() {
        ContentChecks right = new ContentChecks(checksum(ChecksumAlgorithm.MD5, DATA), null, null, Set.of());
        assertThat(take(DATA, 100, new PayloadMode.Unsigned(), DATA.length, right).bytes)
                .isEqualTo(ByteBuffer.wrap(DATA));
        ContentChecks wrong = new ContentChecks(checksum(ChecksumAlgorithm.MD5, new byte[1]), null, null, Set.of());
        assertRefused(S3Error.BAD_DIGEST, () -> take(DATA, 100, new PayloadMode.Unsigned(), DATA.length, wrong));
    }

    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void holdsBodiesToChecksumsInHeadersAndTrailers(ChecksumAlgorithm algorithm) {
        Checksum right = checksum(algorithm, DATA);
        Checksum wrong = checksum(algorithm, new byte[] {1});

        ContentChecks header = new ContentChecks(null, right, null, Set.of());
        assertThat(take(DATA, 100, new PayloadMode.Unsigned(), DATA.length, header)
                        .received
                        .checksum())
                .isEqualTo(right);
        assertRefused(
                S3Error.BAD_DIGEST,
                () -> take(
                        DATA,
                        100,
                        new PayloadMode.Unsigned(),
                        DATA.length,
                        new ContentChecks(null, wrong, null, Set.of())));

        byte[] framed = SignedBodies.unsigned()
                .chunks(DATA, 256)
                .trailer(algorithm.headerName(), right.text())
                .end();
        assertThat(take(framed, 100, new PayloadMode.StreamingUnsignedTrailer(), DATA.length, trailing(algorithm))
                        .received
                        .checksum())
                .isEqualTo(right);
        byte[] lying = SignedBodies.unsigned()
                .chunks(DATA, 256)
                .trailer(algorithm.headerName(), wrong.text())
                .end();
        assertRefused(
                S3Error.BAD_DIGEST,
                () -> take(lying, 100, new PayloadMode.StreamingUnsignedTrailer(), DATA.length, trailing(algorithm)));
    }

    @Test
    void computesAChecksumThatTheClientDidNotSend() {
        Taken taken = take(DATA, 100, new PayloadMode.Unsigned(), DATA.length, NO_CHECKS, ChecksumAlgorithm.CRC64NVME);
        assertThat(taken.received.checksum()).isEqualTo(checksum(ChecksumAlgorithm.CRC64NVME, DATA));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 13, 64, 1000, 100_000})
    void takesTheFramingOffHoweverItIsSliced(int slice) {
        SignedBodies signed = SignedBodies.signed(SigV4Signer.STREAMING_SIGNED).chunks(DATA, 300);
        assertThat(take(signed.end(), slice, signed.mode(), DATA.length, NO_CHECKS).bytes)
                .isEqualTo(ByteBuffer.wrap(DATA));

        SignedBodies signedTrailer = SignedBodies.signed(SigV4Signer.STREAMING_SIGNED_TRAILER)
                .chunks(DATA, 300)
                .trailer(CRC32, checksum(ChecksumAlgorithm.CRC32, DATA).text());
        assertThat(take(
                                signedTrailer.end(),
                                slice,
                                signedTrailer.mode(),
                                DATA.length,
                                trailing(ChecksumAlgorithm.CRC32))
                        .bytes)
                .isEqualTo(ByteBuffer.wrap(DATA));

        byte[] unsigned = SignedBodies.unsigned().chunks(DATA, 300).end();
        assertThat(take(unsigned, slice, new PayloadMode.StreamingUnsignedTrailer(), DATA.length, NO_CHECKS).bytes)
                .isEqualTo(ByteBuffer.wrap(DATA));
    }

    @Test
    void takesEmptyBodiesInEveryFraming() {
        SignedBodies signed = SignedBodies.signed(SigV4Signer.STREAMING_SIGNED).chunks(new byte[0], 1);
        assertThat(take(signed.end(), 8, signed.mode(), 0, NO_CHECKS).bytes.remaining())
                .isZero();
        assertThat(take(new byte[0], 8, new PayloadMode.Unsigned(), 0, NO_CHECKS)
                        .bytes
                        .remaining())
                .isZero();
    }

    @Test
    void refusesABodyThatIsCutShortAnywhere() {
        byte[] data = Arrays.copyOf(DATA, 40);
        byte[] whole = SignedBodies.signed(SigV4Signer.STREAMING_SIGNED_TRAILER)
                .chunks(data, 16)
                .trailer(CRC32, checksum(ChecksumAlgorithm.CRC32, data).text())
                .end();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            SignedBodies anew = SignedBodies.signed(SigV4Signer.STREAMING_SIGNED_TRAILER);
            assertRefused(
                    S3Error.INCOMPLETE_BODY,
                    () -> take(cut, 11, anew.mode(), data.length, trailing(ChecksumAlgorithm.CRC32)));
        }
    }

    @Test
    void refusesChangesToSignedBodiesAnywhere() {
        byte[] data = Arrays.copyOf(DATA, 40);
        byte[] whole = SignedBodies.signed(SigV4Signer.STREAMING_SIGNED_TRAILER)
                .chunks(data, 16)
                .trailer(CRC32, checksum(ChecksumAlgorithm.CRC32, data).text())
                .end();
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            SignedBodies anew = SignedBodies.signed(SigV4Signer.STREAMING_SIGNED_TRAILER);
            assertThatExceptionOfType(RuntimeException.class)
                    .as("byte %d changed", at)
                    .isThrownBy(() -> take(changed, 11, anew.mode(), data.length, trailing(ChecksumAlgorithm.CRC32)))
                    .isInstanceOfAny(S3Exception.class, AuthException.class);
        }
    }

    @Test
    void refusesSignedBodiesWhoseSignaturesAreLeftOut() {
        byte[] stripped = SignedBodies.unsigned().chunks(DATA, 300).end();
        assertRefused(
                S3Error.INCOMPLETE_BODY,
                () -> take(
                        stripped,
                        100,
                        SignedBodies.signed(SigV4Signer.STREAMING_SIGNED).mode(),
                        DATA.length,
                        NO_CHECKS));
    }

    @Test
    void handsNoEndOutBeforeTheLastSignatureWasVerified() {
        SignedBodies body = SignedBodies.signed(SigV4Signer.STREAMING_SIGNED).chunk(DATA);
        byte[] forgedEnd = body.line("0;chunk-signature=" + "0".repeat(64)).end();
        assertThatExceptionOfType(AuthException.class)
                .isThrownBy(() -> take(forgedEnd, 100, body.mode(), DATA.length, NO_CHECKS))
                .returns(AuthException.Kind.SIGNATURE_DOES_NOT_MATCH, AuthException::kind);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void holdsChunksToTheDecodedLength(int difference) {
        byte[] framed = SignedBodies.unsigned().chunks(DATA, 300).end();
        assertRefused(
                S3Error.INCOMPLETE_BODY,
                () -> take(
                        framed, 100, new PayloadMode.StreamingUnsignedTrailer(), DATA.length + difference, NO_CHECKS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\nabc\r\n0\r\n\r\n",
                "-3\r\nabc\r\n0\r\n\r\n",
                "3 \r\nabc\r\n0\r\n\r\n",
                "3\nabc\r\n0\r\n\r\n",
                "3\r\nabcd\r\n0\r\n\r\n",
                "3\r\nabc0\r\n\r\n",
                "3\r\nabc\r\n0\r\n\r\nmore",
                "ffffffffffffffff\r\nabc\r\n0\r\n\r\n",
                "fffffffffffffff\r\nabc\r\n0\r\n\r\n",
                "\r\nabc\r\n0\r\n\r\n",
                "abc"
            })
    void refusesWhatIsNotAwsChunked(String wire) {
        assertRefused(
                S3Error.INCOMPLETE_BODY,
                () -> take(
                        wire.getBytes(StandardCharsets.ISO_8859_1),
                        4,
                        new PayloadMode.StreamingUnsignedTrailer(),
                        3,
                        NO_CHECKS));
    }

    @Test
    void boundsChunkHeaders() {
        String endless = "3;" + "x".repeat(100_000) + "\r\nabc\r\n0\r\n\r\n";
        assertRefused(
                S3Error.INCOMPLETE_BODY,
                () -> take(
                        endless.getBytes(StandardCharsets.ISO_8859_1),
                        512,
                        new PayloadMode.StreamingUnsignedTrailer(),
                        3,
                        NO_CHECKS));
    }

    @Test
    void takesTrailersThatWereAnnouncedAndNoOthers() {
        String value = checksum(ChecksumAlgorithm.CRC32, DATA).text();
        byte[] with =
                SignedBodies.unsigned().chunks(DATA, 300).trailer(CRC32, value).end();
        byte[] without = SignedBodies.unsigned().chunks(DATA, 300).end();
        byte[] twice = SignedBodies.unsigned()
                .chunks(DATA, 300)
                .trailer(CRC32, value)
                .trailer(CRC32, value)
                .end();
        PayloadMode mode = new PayloadMode.StreamingUnsignedTrailer();
        assertRefused(S3Error.MALFORMED_TRAILER, () -> take(with, 100, mode, DATA.length, NO_CHECKS));
        assertRefused(
                S3Error.MALFORMED_TRAILER,
                () -> take(without, 100, mode, DATA.length, trailing(ChecksumAlgorithm.CRC32)));
        assertRefused(
                S3Error.MALFORMED_TRAILER,
                () -> take(twice, 100, mode, DATA.length, trailing(ChecksumAlgorithm.CRC32)));
    }

    @Test
    void takesTheStrayNewlineThatAwsDocumentsAfterATrailer() {
        String value = checksum(ChecksumAlgorithm.CRC32, DATA).text();
        byte[] framed = SignedBodies.unsigned()
                .chunks(DATA, 300)
                .line(CRC32 + ":" + value + "\n")
                .end();
        assertThat(take(
                                framed,
                                100,
                                new PayloadMode.StreamingUnsignedTrailer(),
                                DATA.length,
                                trailing(ChecksumAlgorithm.CRC32))
                        .bytes)
                .isEqualTo(ByteBuffer.wrap(DATA));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 999, 1000, 4000})
    void takesWhatComesUpToALimit(int slice) {
        BodyIntake intake = new BodyIntake(
                new SlicedBody(DATA, slice),
                new PayloadMode.Unsigned(),
                new BodyDeclaration(DATA.length, Bound.AT_MOST, NO_CHECKS));
        assertThat(intake.receive(_ -> {}, null, Etags.MD5).length()).isEqualTo(DATA.length);
        assertRefused(
                S3Error.ENTITY_TOO_LARGE,
                () -> new BodyIntake(
                                new SlicedBody(DATA, slice),
                                new PayloadMode.Unsigned(),
                                new BodyDeclaration(DATA.length - 1, Bound.AT_MOST, NO_CHECKS))
                        .receive(_ -> {}, null, Etags.MD5));
    }

    @Test
    void whatComesUpToALimitMustBeWhatWasSigned() {
        PayloadMode signed = new PayloadMode.Hashed(HexFormat.of().formatHex(SignedBodies.sha256(DATA)));
        BodyDeclaration any = new BodyDeclaration(5000, Bound.AT_MOST, NO_CHECKS);
        ReceivedBody received =
                new BodyIntake(new SlicedBody(DATA, 100), signed, any).receive(_ -> {}, null, Etags.MD5);
        assertThat(received.etag())
                .isEqualTo(checksum(ChecksumAlgorithm.MD5, DATA).hex());
        assertRefused(
                S3Error.X_AMZ_CONTENT_SHA256_MISMATCH,
                () -> new BodyIntake(new SlicedBody(randomBytes(999), 100), signed, any)
                        .receive(_ -> {}, null, Etags.MD5));
    }

    @Test
    void digestsLargeBodiesBesideTheSink() {
        byte[] large = randomBytes(3 * DigestLane.BUFFERS * DigestLane.BUFFER_BYTES + 12_345);
        String hash = HexFormat.of().formatHex(SignedBodies.sha256(large));
        Taken taken = take(large, 10_007, new PayloadMode.Hashed(hash), large.length, NO_CHECKS);
        assertThat(taken.bytes).isEqualTo(ByteBuffer.wrap(large));
        assertThat(taken.received.etag())
                .isEqualTo(checksum(ChecksumAlgorithm.MD5, large).hex());
    }

    @Test
    void passesOnWhatTheSinkThrows() {
        BodyIntake intake = new BodyIntake(
                new SlicedBody(randomBytes(1 << 20), 8192),
                new PayloadMode.Unsigned(),
                new BodyDeclaration(1 << 20, NO_CHECKS));
        IllegalStateException failure = new IllegalStateException("no space");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> intake.receive(
                        piece -> {
                            throw failure;
                        },
                        null,
                        Etags.MD5))
                .isSameAs(failure);
    }

    @Test
    void readsNothingBeforeItIsTold() {
        SlicedBody body = new SlicedBody(DATA, 100);
        BodyIntake intake =
                new BodyIntake(body, new PayloadMode.Unsigned(), new BodyDeclaration(DATA.length, NO_CHECKS));
        assertThat(body.wasAsked()).isFalse();
        intake.read(piece -> {});
        assertThat(body.wasAsked()).isTrue();
    }
}
