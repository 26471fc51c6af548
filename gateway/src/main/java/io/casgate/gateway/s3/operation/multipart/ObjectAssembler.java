package io.casgate.gateway.s3.operation.multipart;

import io.casgate.auth.acl.Acl;
import io.casgate.catalog.Destination;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.ObjectDescription;
import io.casgate.catalog.Part;
import io.casgate.catalog.Upload;
import io.casgate.catalog.Uploads;
import io.casgate.dedup.DedupStore;
import io.casgate.dedup.DedupStore.NumberedPart;
import io.casgate.dedup.PendingContent;
import io.casgate.gateway.digest.Checksum;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.digest.ChecksumType;
import io.casgate.gateway.digest.MultipartChecksums;
import io.casgate.gateway.s3.access.AclText;
import io.casgate.gateway.s3.body.Etags;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.object.Checksums;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes an object of the parts that a completion names. */
record ObjectAssembler(DedupStore dedup, CompleteMultipartUpload.Input input) implements Uploads.Assembler {
    @Override
    public Uploads.Assembly assemble(Upload upload, List<Part> parts) {
        requireSize(parts.stream().mapToLong(Part::size).sum());
        Checksum checksum = checksum(upload, parts);
        requireChecksum(checksum);
        List<NumberedPart> numbered = parts.stream()
                .map(part -> new NumberedPart(part.number(), part.content(), checksum(part)))
                .toList();
        PendingContent content =
                dedup.join(new Destination.OfObject(upload.bucket(), upload.key()).toTarget(), numbered);
        ObjectAttributes attributes = new ObjectAttributes(
                etag(parts), description(upload), Checksums.stored(checksum), parts.size(), content.content());
        return new Uploads.Assembly(attributes, content);
    }

    /** What was the initiator's becomes the object owner's. */
    private static ObjectDescription description(Upload upload) {
        Acl acl = AclText.read(upload.description().acl(), upload.owner());
        return upload.description().withOwner(acl.owner()).withAcl(AclText.write(acl, acl.owner()));
    }

    /** For GetObjectAttributes, which tells it again. */
    private static ByteBuffer checksum(Part part) {
        return part.checksum() == null
                ? ByteBuffer.allocate(0)
                : ByteBuffer.wrap(Base64.getDecoder().decode(part.checksum().value()));
    }

    private void requireSize(long size) {
        if (input.objectSize() != null && input.objectSize() != size) {
            throw S3Error.INVALID_REQUEST.exception("The provided 'x-amz-mp-object-size' header value "
                    + input.objectSize() + " does not match what was computed: " + size);
        }
    }

    private void requireChecksum(@Nullable Checksum computed) {
        Checksum expected = input.checksum();
        if (expected == null) {
            return;
        }
        if (computed == null || !expected.base64().equals(computed.base64())) {
            throw S3Error.BAD_DIGEST.exception(
                    "The " + expected.algorithm() + " you specified did not match the calculated checksum.");
        }
    }

    /** The MD5 of what the parts' ETags say, their MD5s if they are that, and how many there are. */
    private static String etag(List<Part> parts) {
        List<Checksum> md5s = parts.stream()
                .map(part -> Checksum.of(ChecksumAlgorithm.MD5, Etags.bytes(part.etag())))
                .toList();
        return MultipartChecksums.composite(ChecksumAlgorithm.MD5, md5s).hex() + "-" + parts.size();
    }

    private @Nullable Checksum checksum(Upload upload, List<Part> parts) {
        ChecksumAlgorithm algorithm = OpenUploads.algorithm(upload);
        if (algorithm == null) {
            return input.checksum() == null ? null : brought(input.checksum().algorithm(), parts);
        }
        if (upload.checksumType() == io.casgate.catalog.ChecksumType.COMPOSITE) {
            return MultipartChecksums.composite(
                    algorithm, parts.stream().map(ObjectAssembler::checksumOf).toList());
        }
        return fullObject(algorithm, parts);
    }

    /** The checksum of an upload that was begun without one, when all parts happened to bring theirs. */
    private static Checksum brought(ChecksumAlgorithm algorithm, List<Part> parts) {
        boolean known = algorithm.supports(ChecksumType.FULL_OBJECT)
                && parts.stream()
                        .allMatch(part -> part.checksum() != null
                                && part.checksum().algorithm().equals(algorithm.name()));
        if (!known) {
            throw S3Error.INVALID_REQUEST.exception("The upload was created without a checksum algorithm, and its parts"
                    + " do not tell the " + algorithm + " of the object.");
        }
        return fullObject(algorithm, parts);
    }

    private static Checksum fullObject(ChecksumAlgorithm algorithm, List<Part> parts) {
        return MultipartChecksums.fullObject(
                algorithm,
                parts.stream()
                        .map(part -> new MultipartChecksums.Part(checksumOf(part), part.size()))
                        .toList());
    }

    private static Checksum checksumOf(Part part) {
        if (part.checksum() == null) {
            throw new IllegalStateException("Part " + part.number() + " was stored without its upload's checksum");
        }
        return Checksums.read(part.checksum());
    }
}
