package io.casgate.gateway.s3.operation.object;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.VersionId;
import io.casgate.catalog.Versioning;
import io.casgate.gateway.http.Headers;

/** The headers that tell versions. A bucket in which versioning never was enabled has none. */
public final class VersionHeaders {
    public static final String VERSION_ID = "x-amz-version-id";
    public static final String COPY_SOURCE_VERSION_ID = "x-amz-copy-source-version-id";
    public static final String DELETE_MARKER = "x-amz-delete-marker";

    private VersionHeaders() {}

    /** Of a version that was asked for. */
    public static Headers.Builder add(Headers.Builder headers, String name, Bucket bucket, VersionId id) {
        boolean told = bucket.versioning() != Versioning.UNVERSIONED || !id.isNull();
        return told ? headers.add(name, id.text()) : headers;
    }

    /** Of a version that was just written: AWS tells its id while versioning is enabled, and not the null version's. */
    public static Headers.Builder addWritten(Headers.Builder headers, VersionId id) {
        return id.isNull() ? headers : headers.add(VERSION_ID, id.text());
    }
}
