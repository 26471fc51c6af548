package io.casgate.dedup.write;

/** A block's bytes: {@code length} bytes of {@code array} from {@code offset} on, which nobody changes any more. */
@SuppressWarnings("ArrayRecordComponent") // a slice; never compared
record PlainBlock(byte[] array, int offset, int length) {}
