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
    private static final int VERSION = 1;

    public ManifestPage {
        spans = List.copyOf(spans);
    }

    /** Bytes of the body that this page describes. */
    public long length() {
        return spans.stream().mapToLong(Span::length).sum();
    }

    /** Begins a page's stored form; spans follow. */
    static FormatWriter begin(long start) {
        return new FormatWriter(ManifestBuilder.PAGE_BYTES).u8(VERSION).varint(start);
    }

    /**
     * The page whose stored form is {@code stored}, which is not consumed, and whose memory the page may share.
     *
     * @throws io.casgate.dedup.CorruptContentException when the bytes are not a page
     */
    public static ManifestPage decode(ByteBuffer stored) {
        FormatReader in = new FormatReader("manifest page", stored);
        in.version(VERSION);
        long start = in.varint(ContentCodec.MAX_LENGTH);
        return new ManifestPage(start, new SpanReader(in).readAll());
    }
}
