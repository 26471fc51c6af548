package io.casgate.gateway.s3.operation;

import io.casgate.catalog.VersionId;
import io.casgate.gateway.s3.request.Fields;
import org.jspecify.annotations.Nullable;

/**
 * What those operations on a stored object need to know of a request that need to know which version it names.
 *
 * @param version null for the current object
 */
public record NamedVersion(@Nullable VersionId version) {
    public static NamedVersion parse(Fields fields) {
        return new NamedVersion(fields.versionId());
    }
}
