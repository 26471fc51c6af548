package io.casgate.dedup.manifest;

import io.casgate.dedup.OwnerId;
import io.casgate.dedup.format.FormatReader;
import io.casgate.dedup.format.FormatWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The stored form of {@link Content}: what a head, a version or a part row keeps. docs/DATA_MODEL.md has the layout. */
public final class ContentCodec {
    /** No body is longer: a pebibyte, far beyond what S3 allows. */
    static final long MAX_LENGTH = 1L << 50;

    /** No literal is longer; longer ones are stored as several. */
    static final int MAX_LITERAL = 16 * 1024;

    private static final int VERSION = 1;
    private static final int INLINE = 1;
    private static final int EMBEDDED = 2;
    private static final int PAGED = 3;
    private static final int EMBEDDED_COMPRESSED = 4;

    private ContentCodec() {}

    public static ByteBuffer encode(Content content) {
        FormatWriter out = new FormatWriter(
                content instanceof Content.Inline inline ? inline.bytes().remaining() + 8 : 256);
        out.u8(VERSION);
        switch (content) {
            case Content.Inline inline -> out.u8(INLINE).bytes(inline.bytes());
            case Content.Embedded embedded -> {
                FormatWriter plain = new FormatWriter(256);
                write(embedded.spans(), new SpanWriter(plain));
                FormatWriter items = Items.shorter(plain);
                out.u8(items == plain ? EMBEDDED : EMBEDDED_COMPRESSED)
                        .varint(embedded.length())
                        .bytes(items);
            }
            case Content.Paged paged -> {
                out.u8(PAGED).uuid(paged.pages().value()).varint(paged.length());
                writeStarts(paged.pageStarts(), out);
            }
        }
        return out.seal();
    }

    private static void write(List<Span> spans, SpanWriter writer) {
        for (Span span : spans) {
            writer.span(span.owner(), span.partNumber(), span.checksum());
            span.extents().forEach(writer::extent);
        }
    }

    private static void writeStarts(List<Long> starts, FormatWriter out) {
        out.varint(starts.size());
        long previous = 0;
        for (long start : starts) {
            out.varint(start - previous);
            previous = start;
        }
    }

    /**
     * The content whose stored form is {@code stored}, which is not consumed, and whose memory the content may share.
     *
     * @throws io.casgate.dedup.CorruptContentException when the bytes are not what {@link #encode} returns
     */
    public static Content decode(ByteBuffer stored) {
        FormatReader in = new FormatReader("content", stored);
        in.version(VERSION);
        int kind = in.u8();
        return switch (kind) {
            case INLINE -> new Content.Inline(in.bytes(in.remaining()));
            case EMBEDDED -> embedded(in, Items::plain);
            case EMBEDDED_COMPRESSED -> embedded(in, Items::compressed);
            case PAGED -> paged(in);
            default -> throw in.corrupt("is of an unknown kind, " + kind);
        };
    }

    private static Content embedded(FormatReader in, Function<FormatReader, SpanReader> items) {
        long length = in.varint(MAX_LENGTH);
        SpanReader reader = items.apply(in);
        List<Span> spans = reader.readAll();
        if (reader.length() != length) {
            throw in.corrupt("has " + reader.length() + " bytes where it says " + length);
        }
        return new Content.Embedded(spans, length);
    }

    private static Content paged(FormatReader in) {
        OwnerId pages = new OwnerId(in.uuid());
        long length = in.varint(MAX_LENGTH);
        int count = in.varint(in.remaining());
        List<Long> starts = new ArrayList<>(count);
        long start = 0;
        for (int page = 0; page < count; page++) {
            start += in.varint(MAX_LENGTH);
            if (start > length || (page == 0 && start != 0)) {
                throw in.corrupt("has a page outside of it");
            }
            starts.add(start);
        }
        if (count == 0) {
            throw in.corrupt("has no pages");
        }
        in.end();
        return new Content.Paged(pages, length, starts);
    }
}
