package io.casgate.auth.post;

import io.casgate.auth.post.PostPolicyException.Kind;

/** How many bytes a file may have; both ends are included. */
public record LengthRange(long min, long max) {
    public static final LengthRange ANY = new LengthRange(0, Long.MAX_VALUE);

    public LengthRange {
        if (min < 0 || max < min) {
            throw new IllegalArgumentException("No length is from " + min + " to " + max);
        }
    }

    /** {@link PostPolicyException} when there are too many already: more may come. */
    public void requireNotAbove(long bytes) {
        if (bytes > max) {
            throw new PostPolicyException(
                    Kind.ENTITY_TOO_LARGE, "Your proposed upload exceeds the maximum allowed size");
        }
    }

    /** {@link PostPolicyException} when these, which are all, are too many or too few. */
    public void require(long bytes) {
        requireNotAbove(bytes);
        if (bytes < min) {
            throw new PostPolicyException(
                    Kind.ENTITY_TOO_SMALL, "Your proposed upload is smaller than the minimum allowed size");
        }
    }
}
