package io.casgate.gateway.s3.operation.object;

import io.casgate.gateway.digest.Checksum;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.digest.ChecksumType;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.s3.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/** Checksums as the catalog keeps them, and as responses tell them. */
public final class Checksums {
    public static final String TYPE_HEADER = "x-amz-checksum-type";

    private Checksums() {}

    public static io.casgate.catalog.@Nullable Checksum stored(@Nullable Checksum checksum) {
        return checksum == null
                ? null
                : new io.casgate.catalog.Checksum(
                        checksum.algorithm().name(), checksum.text(), storedType(checksum.type()));
    }

    /** What {@link #stored} stored. */
    public static Checksum read(io.casgate.catalog.Checksum stored) {
        return Checksum.parse(ChecksumAlgorithm.valueOf(stored.algorithm()), stored.value())
                .orElseThrow(() -> new IllegalStateException("Stored as a checksum: " + stored));
    }

    public static io.casgate.catalog.ChecksumType storedType(ChecksumType type) {
        return switch (type) {
            case COMPOSITE -> io.casgate.catalog.ChecksumType.COMPOSITE;
            case FULL_OBJECT -> io.casgate.catalog.ChecksumType.FULL_OBJECT;
        };
    }

    /** The checksum's header, and that of its type. */
    public static void addHeaders(Headers.Builder headers, io.casgate.catalog.@Nullable Checksum checksum) {
        if (checksum != null) {
            headers.add(headerName(checksum.algorithm()), checksum.value());
            headers.add(TYPE_HEADER, checksum.type().name());
        }
    }

    /** The checksum's header alone, as for parts, whose checksums have no type. */
    public static void addHeader(Headers.Builder headers, @Nullable Checksum checksum) {
        if (checksum != null) {
            headers.add(checksum.algorithm().headerName(), checksum.text());
        }
    }

    public static void writeElement(XmlWriter xml, io.casgate.catalog.@Nullable Checksum checksum) {
        if (checksum != null) {
            xml.element(ChecksumAlgorithm.valueOf(checksum.algorithm()).elementName(), checksum.value());
        }
    }

    private static String headerName(String algorithm) {
        return ChecksumAlgorithm.valueOf(algorithm).headerName();
    }
}
