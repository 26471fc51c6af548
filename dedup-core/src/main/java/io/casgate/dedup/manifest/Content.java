package io.casgate.dedup.manifest;

import io.casgate.dedup.OwnerId;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Where a body's bytes are: the value that a head, a version or a part row keeps. Immutable; {@link ContentCodec} is
 * its stored form.
 */
public sealed interface Content {
    /** Bytes of the body. */
    long length();

    /** A small body, kept whole in the row that names it. The buffer is read-only and never consumed. */
    record Inline(ByteBuffer bytes) implements Content {
        public static final Inline EMPTY = new Inline(ByteBuffer.allocate(0));

        public Inline {
            bytes = bytes.asReadOnlyBuffer();
        }

        @Override
        public long length() {
            return bytes.remaining();
        }
    }

    /** A manifest that is short enough to be kept in the row that names it. */
    record Embedded(List<Span> spans, long length) implements Content {
        public Embedded {
            spans = List.copyOf(spans);
        }

        public static Embedded of(List<Span> spans) {
            return new Embedded(spans, spans.stream().mapToLong(Span::length).sum());
        }
    }

    /**
     * A manifest kept in rows of its own.
     *
     * @param pages whose rows they are: the key under which the pages are stored, never reused
     * @param pageStarts the offset in the body at which each page begins, ascending, the first 0
     */
    record Paged(OwnerId pages, long length, List<Long> pageStarts) implements Content {
        public Paged {
            pageStarts = List.copyOf(pageStarts);
        }
    }
}
