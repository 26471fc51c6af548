package io.casgate.dedup.manifest;

import io.casgate.dedup.format.FormatReader;
import io.casgate.dedup.format.FormatWriter;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One page of a {@link Content.Paged} manifest. It can be read without the pages before it: a span that goes on from the
 * page before has its owner and part number repeated.
 *
 * @param start the offset in the body of the page's first byte
 */
public record ManifestPage(long start, List<Span> spans) {
    private static final int PLAIN = 1;
    private static final int COMPRESSED = 2;

    public ManifestPage {
        spans = List.copyOf(spans);
    }

    /** Bytes of the body that this page describes. */
    public long length() {
        return spans.stream().mapToLong(Span::length).sum();
    }

    /** The stored form of the page that begins at {@code start} and has the items written to {@code plain}. */
    static ByteBuffer seal(long start, FormatWriter plain) {
        FormatWriter items = Items.shorter(plain);
        return new FormatWriter(items.size() + 16)
                .u8(items == plain ? PLAIN : COMPRESSED)
                .varint(start)
                .bytes(items)
                .seal();
    }

    /**
     * The page whose stored form is {@code stored}, which is not consumed, and whose memory the page may share.
     *
     * @throws io.casgate.dedup.CorruptContentException when the bytes are not a page
     */
    public static ManifestPage decode(ByteBuffer stored) {
        FormatReader in = new FormatReader("manifest page", stored);
        int version = in.version(PLAIN, COMPRESSED);
        long start = in.varint(ContentCodec.MAX_LENGTH);
        SpanReader items = version == PLAIN ? Items.plain(in) : Items.compressed(in);
        return new ManifestPage(start, items.readAll());
    }
}
