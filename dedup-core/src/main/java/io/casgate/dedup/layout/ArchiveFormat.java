package io.casgate.dedup.layout;

import org.jspecify.annotations.Nullable;

/** A format of archives whose headers are told from their members' contents. */
public enum ArchiveFormat {
    /** POSIX ustar and pax, and GNU tar. */
    TAR,
    /** Zip, and what is made of it: jar, docx, apk and others. */
    ZIP;

    /** The member whose header begins at {@code from} and is whole before {@code to}, or null when there is none. */
    @Nullable
    Member memberAt(byte[] bytes, int from, int to) {
        return switch (this) {
            case TAR -> TarHeader.memberAt(bytes, from, to);
            case ZIP -> ZipHeader.memberAt(bytes, from, to);
        };
    }

    /** Where a header may begin: the first index, {@code from} to before {@code to}, with a signature; or {@code to}. */
    int search(byte[] bytes, int from, int to) {
        return switch (this) {
            case TAR -> TarHeader.search(bytes, from, to);
            case ZIP -> Signatures.find(bytes, from, to, ZipHeader.SIGNATURE);
        };
    }
}
