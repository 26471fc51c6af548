package io.casgate.catalog;

/** The bucket was removed since the caller found it. Nothing was changed. */
public final class NoSuchBucketException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchBucketException(String name) {
        super("No such bucket: " + name);
    }
}
