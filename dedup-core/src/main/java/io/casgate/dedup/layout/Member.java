package io.casgate.dedup.layout;

/**
 * What a header says of the bytes from its beginning on.
 *
 * @param header bytes that are about the contents: the header itself, and what belongs to it
 * @param contents bytes after them; 0 also where it is not told how many there are
 * @param padding bytes after the contents, up to the next header
 */
record Member(int header, long contents, int padding) {
    /** Headers that are longer, names and attributes included, are contents like any other. */
    static final int MAX_HEADER = 64 * 1024;

    /** So many bytes after the beginning of a header show whether it is one. */
    static final int LOOK = TarHeader.BYTES;
}
