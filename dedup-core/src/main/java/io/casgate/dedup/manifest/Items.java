package io.casgate.dedup.manifest;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.casgate.dedup.format.FormatReader;
import io.casgate.dedup.format.FormatWriter;

/**
 * Spans as the items that end a stored manifest or page of one, plain or compressed. Compressed together, the literals
 * of an archive, its members' headers, take a thirtieth of their size.
 */
final class Items {
    /** What plain items have at most: the largest page, and more than the extent that it ends with. */
    private static final int MAX_PLAIN = 2 * 1024 * 1024;

    /** Shorter items are mostly names of segments, which do not shrink. */
    private static final int WORTH_A_TRY = 512;

    /** What compression must save at least: one part in so many. */
    private static final int MIN_SAVING = 16;

    private static final int LEVEL = 3;

    private Items() {}

    /** The items in their shorter form: {@code plain} itself, or the size of it and one frame of zstd. */
    static FormatWriter shorter(FormatWriter plain) {
        if (plain.size() < WORTH_A_TRY || plain.size() > MAX_PLAIN) {
            return plain;
        }
        byte[] frame = Zstd.compress(plain.toArray(), LEVEL);
        if (frame.length > plain.size() - plain.size() / MIN_SAVING) {
            return plain;
        }
        return new FormatWriter(frame.length + 8).varint(plain.size()).bytes(frame, 0, frame.length);
    }

    /** Reads plain items, to the value's end. */
    static SpanReader plain(FormatReader in) {
        return new SpanReader(in);
    }

    /**
     * Reads compressed items, to the value's end.
     *
     * @throws io.casgate.dedup.CorruptContentException when they are none
     */
    static SpanReader compressed(FormatReader in) {
        byte[] plain = new byte[in.varint(MAX_PLAIN)];
        byte[] frame = new byte[in.remaining()];
        in.bytes(frame.length).get(frame);
        try {
            long size = Zstd.decompressByteArray(plain, 0, plain.length, frame, 0, frame.length);
            if (size != plain.length) {
                throw in.corrupt("has " + size + " bytes of items where it says " + plain.length);
            }
        } catch (ZstdException e) {
            throw in.corrupt("does not decompress: " + e.getMessage());
        }
        return new SpanReader(in.within(plain));
    }
}
