package io.casgate.dedup.write;

import io.casgate.dedup.cut.Cutter;
import io.casgate.dedup.layout.ArchiveFormat;
import io.casgate.dedup.layout.Layout;
import io.casgate.dedup.manifest.Extent;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;

/**
 * Cuts a stream of bytes into blocks and literals: what its layout takes for headers is literal, and contents are cut from
 * their beginning on. Bytes are copied once, into arrays that several blocks share and that are never written again where
 * a block lies. Used by one thread.
 */
final class BlockStream {
    /** Below half a heap region, so that the garbage collector does not treat it as humongous. */
    private static final int ARRAY_BYTES = 256 * 1024;

    /** Longer ones would be several in the manifest. */
    private static final int LITERAL_BYTES = 16 * 1024;

    private final Cutter cutter;
    private final Set<ArchiveFormat> formats;
    private final Sink sink;
    private Layout layout;

    // Not cut, but known to be contents up to `known`; received up to `end`.
    private byte[] array = new byte[ARRAY_BYTES];
    private int uncut;
    private int known;
    private int end;

    private byte[] literal = {};
    private int literalLength;

    /** Takes what a stream is cut into, in order. */
    interface Sink {
        void add(PlainBlock block);

        void add(Extent.Literal literal);
    }

    BlockStream(Cutter cutter, Set<ArchiveFormat> formats, Sink sink) {
        this.cutter = cutter;
        this.formats = formats;
        this.sink = sink;
        this.layout = new Layout(formats);
    }

    /** Takes all that remains in {@code bytes}. */
    void write(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int count = Math.min(bytes.remaining(), array.length - end);
            bytes.get(array, end, count);
            end += count;
            decide(false);
            if (end == array.length) {
                moveOn();
            }
        }
    }

    /** Makes blocks and literals of what is left: the body, or the part of it that is cut on its own, ends here. */
    void end() {
        decide(true);
        cutAll();
        endLiteral();
        layout = new Layout(formats);
    }

    private void decide(boolean last) {
        int length = layout.next(array, known, end, last);
        while (length > 0) {
            if (layout.kind() != Layout.Kind.CONTINUE) {
                cutAll();
            }
            if (layout.kind() == Layout.Kind.HEADER) {
                addLiteral(length);
            } else {
                endLiteral();
            }
            known += length;
            while (known - uncut >= cutter.maxBytes()) {
                cut();
            }
            length = layout.next(array, known, end, last);
        }
    }

    private void cutAll() {
        while (uncut < known) {
            cut();
        }
    }

    private void cut() {
        int next = cutter.cut(array, uncut, known);
        PlainBlock block = new PlainBlock(array, uncut, next - uncut);
        uncut = next;
        sink.add(block);
    }

    private void moveOn() {
        byte[] next = new byte[ARRAY_BYTES];
        System.arraycopy(array, uncut, next, 0, end - uncut);
        end -= uncut;
        known -= uncut;
        uncut = 0;
        array = next;
    }

    /** Adds the next bytes to the literal, which is copied, so that it does not keep the array. */
    private void addLiteral(int length) {
        for (int added = 0; added < length; ) {
            int count = Math.min(length - added, LITERAL_BYTES - literalLength);
            if (literal.length - literalLength < count) {
                literal = Arrays.copyOf(literal, Math.max(literalLength + count, 2 * literal.length));
            }
            System.arraycopy(array, known + added, literal, literalLength, count);
            literalLength += count;
            added += count;
            if (literalLength == LITERAL_BYTES) {
                endLiteral();
            }
        }
        uncut += length;
    }

    private void endLiteral() {
        if (literalLength > 0) {
            sink.add(new Extent.Literal(ByteBuffer.wrap(Arrays.copyOf(literal, literalLength))));
            literalLength = 0;
        }
    }
}
