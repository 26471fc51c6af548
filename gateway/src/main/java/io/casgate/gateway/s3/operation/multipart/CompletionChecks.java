package io.casgate.gateway.s3.operation.multipart;

import io.casgate.catalog.ChecksumType;
import io.casgate.catalog.Upload;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.operation.multipart.CompleteMultipartUpload.RequestedPart;
import io.casgate.gateway.s3.operation.object.Checksums;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a completion says of checksums against what its upload was begun with.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">AWS: using
 *     part-level checksums, and composite and full object checksums, for multipart uploads</a>
 */
final class CompletionChecks {
    private CompletionChecks() {}

    static void requireAgreement(CompleteMultipartUpload.Input input, Upload upload, List<RequestedPart> parts) {
        ChecksumAlgorithm algorithm = OpenUploads.algorithm(upload);
        requireSameType(input, upload);
        requireSameAlgorithm(input, algorithm);
        if (algorithm != null) {
            requireOf(algorithm, parts);
            if (upload.checksumType() == ChecksumType.COMPOSITE) {
                requireOnEach(algorithm, parts);
            }
        }
    }

    /** An upload that was begun without a type has checksums of the whole object, if any: AWS's default. */
    private static void requireSameType(CompleteMultipartUpload.Input input, Upload upload) {
        ChecksumType type = upload.checksumType() == null ? ChecksumType.FULL_OBJECT : upload.checksumType();
        if (input.checksumType() != null && Checksums.storedType(input.checksumType()) != type) {
            throw S3Error.INVALID_REQUEST.exception("The upload was created using the " + type
                    + " checksum mode. The complete request must use the same checksum mode.");
        }
    }

    private static void requireSameAlgorithm(
            CompleteMultipartUpload.Input input, @Nullable ChecksumAlgorithm algorithm) {
        if (algorithm != null && input.checksum() != null && input.checksum().algorithm() != algorithm) {
            throw S3Error.INVALID_REQUEST.exception("The upload was created using a " + lower(algorithm)
                    + " checksum. The complete request gives a "
                    + lower(input.checksum().algorithm()) + " checksum of the object.");
        }
    }

    private static void requireOf(ChecksumAlgorithm algorithm, List<RequestedPart> parts) {
        for (RequestedPart part : parts) {
            if (part.checksumElement() != null && !part.checksumElement().equals(algorithm.elementName())) {
                throw S3Error.BAD_DIGEST.exception("The " + part.checksumElement() + " you specified for part "
                        + part.number() + " did not match what we received.");
            }
        }
    }

    private static void requireOnEach(ChecksumAlgorithm algorithm, List<RequestedPart> parts) {
        for (RequestedPart part : parts) {
            if (part.checksum() == null) {
                throw missing(algorithm, part.number());
            }
        }
    }

    private static S3Exception missing(ChecksumAlgorithm algorithm, int number) {
        return S3Error.INVALID_REQUEST.exception("The upload was created using a " + lower(algorithm)
                + " checksum. The complete request must include the checksum for each part. It was missing for part "
                + number + " in the request.");
    }

    private static String lower(ChecksumAlgorithm algorithm) {
        return algorithm.name().toLowerCase(Locale.ROOT);
    }
}
