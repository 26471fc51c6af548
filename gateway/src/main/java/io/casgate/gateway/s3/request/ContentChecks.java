package io.casgate.gateway.s3.request;

import io.casgate.gateway.digest.Checksum;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of its body's content, to be held against what arrives.
 *
 * @param contentMd5 Content-MD5, or null
 * @param checksum the x-amz-checksum- header, or null
 * @param trailerAlgorithm the algorithm of the checksum that will come in a trailer, or null
 * @param trailers the lower-case names of all trailers that will come
 */
public record ContentChecks(
        @Nullable Checksum contentMd5,
        @Nullable Checksum checksum,
        @Nullable ChecksumAlgorithm trailerAlgorithm,
        Set<String> trailers) {
    private static final String SDK_ALGORITHM = "x-amz-sdk-checksum-algorithm";
    private static final String TRAILER = "x-amz-trailer";

    public ContentChecks {
        trailers = Set.copyOf(trailers);
    }

    public static ContentChecks parse(Fields fields) {
        Checksum checksum = checksumIn(fields);
        Set<String> trailers = trailersIn(fields);
        ChecksumAlgorithm trailerAlgorithm = checksumTrailer(trailers);
        if (checksum != null && trailerAlgorithm != null) {
            throw severalChecksums();
        }
        ContentChecks checks = new ContentChecks(contentMd5(fields), checksum, trailerAlgorithm, trailers);
        checks.requireAnnounced(fields.header(SDK_ALGORITHM));
        return checks;
    }

    public static ContentChecks parseDocument(Fields fields) {
        return new ContentChecks(contentMd5(fields), null, null, Set.of());
    }

    /** The algorithm of the checksum in header or trailer, or null. */
    public @Nullable ChecksumAlgorithm algorithm() {
        return checksum == null ? trailerAlgorithm : checksum.algorithm();
    }

    /** Whether anything vouches for the content. */
    public boolean any() {
        return contentMd5 != null || algorithm() != null;
    }

    /** The checksum in an x-amz-checksum- header, or null. There may be one at most. */
    public static @Nullable Checksum checksumIn(Fields fields) {
        Checksum found = null;
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            String value = fields.header(algorithm.headerName());
            if (value != null) {
                if (found != null) {
                    throw severalChecksums();
                }
                found = Checksum.parse(algorithm, value).orElseThrow(() -> invalid(algorithm.headerName()));
            }
        }
        return found;
    }

    private static @Nullable Checksum contentMd5(Fields fields) {
        String value = fields.header("Content-MD5");
        if (value == null) {
            return null;
        }
        return Checksum.parse(ChecksumAlgorithm.MD5, value)
                .filter(checksum -> checksum.parts() == 0)
                .orElseThrow(() -> S3Error.INVALID_DIGEST.exception().with("Content-MD5", value));
    }

    private static Set<String> trailersIn(Fields fields) {
        String value = fields.header(TRAILER);
        if (value == null) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        Arrays.stream(value.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        return names;
    }

    private static @Nullable ChecksumAlgorithm checksumTrailer(Set<String> trailers) {
        ChecksumAlgorithm found = null;
        for (String name : trailers) {
            ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofHeader(name)
                    .orElseThrow(() -> S3Error.INVALID_REQUEST.exception(
                            "The value specified in the x-amz-trailer header is not supported"));
            if (found != null) {
                throw severalChecksums();
            }
            found = algorithm;
        }
        return found;
    }

    private void requireAnnounced(@Nullable String announced) {
        if (announced == null) {
            return;
        }
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.parse(announced).orElseThrow(() -> invalid(SDK_ALGORITHM));
        if (algorithm() == null && !(algorithm == ChecksumAlgorithm.MD5 && contentMd5 != null)) {
            throw S3Error.INVALID_REQUEST.exception(SDK_ALGORITHM
                    + " specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.");
        }
        if (algorithm() != null && !Objects.equals(algorithm, algorithm())) {
            throw invalid(SDK_ALGORITHM);
        }
    }

    private static S3Exception severalChecksums() {
        return S3Error.INVALID_REQUEST.exception(
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }

    private static S3Exception invalid(String header) {
        return S3Error.INVALID_REQUEST.exception("Value for " + header + " header is invalid.");
    }
}
