package io.casgate.catalog;

/**
 * What a listing of versions shows of one.
 *
 * @param version its number
 */
public record ListedVersion(ListedObject object, long version, VersionId id, Age age) {
    /** Whether there is a newer version. */
    public enum Age {
        LATEST,
        OLDER
    }
}
