package io.casgate.dedup.layout;

import io.casgate.dedup.layout.Layout.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;

/** Consecutive bytes that a layout takes for headers, or for contents that belong together. */
record Piece(boolean isHeader, long length) {
    static Piece header(long length) {
        return new Piece(true, length);
    }

    static Piece contents(long length) {
        return new Piece(false, length);
    }

    /** What {@code body} is divided into when it comes in slices of these sizes, at least 1. */
    static List<Piece> of(byte[] body, Set<ArchiveFormat> formats, IntSupplier sizes) {
        Layout layout = new Layout(formats);
        List<Piece> pieces = new ArrayList<>();
        int decided = 0;
        int visible = 0;
        while (visible < body.length) {
            visible = (int) Math.min(body.length, (long) visible + sizes.getAsInt());
            boolean last = visible == body.length;
            int length = layout.next(body, decided, visible, last);
            while (length > 0) {
                add(pieces, layout.kind(), length);
                decided += length;
                length = layout.next(body, decided, visible, last);
            }
        }
        return pieces;
    }

    private static void add(List<Piece> pieces, Kind kind, int length) {
        boolean isHeader = kind == Kind.HEADER;
        boolean joins = !pieces.isEmpty() && pieces.getLast().isHeader() == isHeader && kind != Kind.BEGIN;
        long before = joins ? pieces.removeLast().length() : 0;
        pieces.add(new Piece(isHeader, before + length));
    }
}
