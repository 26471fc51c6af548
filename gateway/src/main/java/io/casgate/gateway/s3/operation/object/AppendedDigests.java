package io.casgate.gateway.s3.operation.object;

import io.casgate.catalog.ObjectAttributes;
import io.casgate.dedup.manifest.Content;
import io.casgate.gateway.digest.Checksum;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.digest.ChecksumType;
import io.casgate.gateway.digest.ContentDigests;
import io.casgate.gateway.digest.MultipartChecksums;
import io.casgate.gateway.s3.body.Etags;
import io.casgate.gateway.s3.body.ReceivedBody;
import io.casgate.gateway.s3.error.S3Error;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * ETag and checksum of an object to which bytes are appended, without reading what it has. A CRC of the whole object goes
 * on; a composite checksum, or one that cannot go on, is dropped. The ETag changes with each append and names the number
 * of parts, as the ETags of objects do that are not the MD5 of their bytes.
 *
 * @param kept the object's checksum, of all its bytes; null when it has none
 */
record AppendedDigests(ObjectAttributes base, @Nullable Checksum kept) {
    /**
     * For what is appended with a checksum of this algorithm, or null.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception when the object's checksum is of another
     */
    static AppendedDigests to(ObjectAttributes base, @Nullable ChecksumAlgorithm sent) {
        Checksum checksum = base.checksum() == null ? null : Checksums.read(base.checksum());
        if (checksum != null && sent != null && sent != checksum.algorithm()) {
            throw S3Error.INVALID_REQUEST.exception("Checksum Type mismatch occurred, expected checksum Type: "
                    + lower(checksum.algorithm()) + ", actual checksum Type: " + lower(sent));
        }
        return new AppendedDigests(base, checksum);
    }

    private static String lower(ChecksumAlgorithm algorithm) {
        return algorithm.name().toLowerCase(Locale.ROOT);
    }

    /** Whose checksum of the appended bytes is wanted; null for none. */
    @Nullable
    ChecksumAlgorithm algorithm() {
        return kept == null ? null : kept.algorithm();
    }

    /** Whether the checksum of the whole follows from those of its two pieces. */
    private boolean combines() {
        return kept != null
                && kept.type() == ChecksumType.FULL_OBJECT
                && kept.algorithm().supports(ChecksumType.FULL_OBJECT);
    }

    /** What is kept of the appended part; empty for nothing. */
    ByteBuffer ofPart(ReceivedBody received) {
        return combines() && received.checksum() != null
                ? ByteBuffer.wrap(received.checksum().bytes())
                : ByteBuffer.allocate(0);
    }

    /** The object with the appended bytes, which make it {@code content}. */
    ObjectAttributes attributes(ReceivedBody received, Content content) {
        return content instanceof Content.Inline(ByteBuffer bytes) ? anew(bytes, content) : goingOn(received, content);
    }

    /** Few bytes are at hand: it is as if they had come at once. */
    private ObjectAttributes anew(ByteBuffer bytes, Content content) {
        Set<ChecksumAlgorithm> algorithms = EnumSet.of(ChecksumAlgorithm.MD5);
        if (kept != null) {
            algorithms.add(kept.algorithm());
        }
        ContentDigests digests = new ContentDigests(algorithms);
        digests.update(bytes);
        Map<ChecksumAlgorithm, Checksum> checksums = digests.finish();
        return new ObjectAttributes(
                md5(checksums),
                base.description(),
                kept == null ? null : Checksums.stored(checksums.get(kept.algorithm())),
                0,
                content);
    }

    private ObjectAttributes goingOn(ReceivedBody received, Content content) {
        int parts = Math.max(1, base.partCount()) + 1;
        return new ObjectAttributes(
                etag(received) + "-" + parts, base.description(), Checksums.stored(combined(received)), parts, content);
    }

    private String etag(ReceivedBody received) {
        ContentDigests md5 = new ContentDigests(EnumSet.of(ChecksumAlgorithm.MD5));
        md5.update(ByteBuffer.wrap(base.etag().getBytes(StandardCharsets.US_ASCII)));
        md5.update(ByteBuffer.wrap(Etags.bytes(received.etag())));
        return md5(md5.finish());
    }

    private static String md5(Map<ChecksumAlgorithm, Checksum> checksums) {
        return Objects.requireNonNull(checksums.get(ChecksumAlgorithm.MD5)).hex();
    }

    private @Nullable Checksum combined(ReceivedBody received) {
        if (kept == null || !combines()) {
            return null;
        }
        return MultipartChecksums.fullObject(
                kept.algorithm(),
                List.of(
                        new MultipartChecksums.Part(kept, base.size()),
                        new MultipartChecksums.Part(Objects.requireNonNull(received.checksum()), received.length())));
    }
}
