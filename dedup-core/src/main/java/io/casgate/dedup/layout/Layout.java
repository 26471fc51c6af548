package io.casgate.dedup.layout;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells, of the bytes of one body in their order, which are headers of an archive's members and where contents begin. It
 * is asked again and again about the bytes that it has not decided about yet; what it says does not depend on how they
 * are sliced.
 *
 * <p>A body need not begin with an archive: where no header is, the next one is searched for, so that a part of an upload
 * that begins in the middle of a member is told apart from its first header on. Contents of members are passed over,
 * unless they begin with a header themselves: archives in archives are followed to a depth. Nothing that a header says is
 * trusted for more than this division: bytes that only look like an archive are divided in an odd way, and no byte is
 * ever left out or told twice.
 *
 * <p>Headers are to be kept apart from contents only while they are few: in a body that consists mostly of headers, the
 * rest of them are contents. Used by one thread.
 */
public final class Layout {
    private static final int MAX_DEPTH = 4;

    /** Of header bytes; and half as many as the bytes before. */
    private static final int FREE_HEADERS = 64 * 1024;

    /** From so many bytes on, a body without any header is searched only for what costs next to nothing to search for. */
    private static final int SEARCHED = 4 * 1024 * 1024;

    private final List<ArchiveFormat> formats;
    private Kind kind = Kind.BEGIN;

    /** Bytes of the body that are decided. */
    private long offset;
    /** Those of them that were told to be headers, and those that will be. */
    private long headers;

    // The member that the next byte belongs to: offsets in the body. After the padding there is another, or anything.
    private long headerEnd;
    private long contentsEnd;
    private long paddingEnd;
    /** Nobody has looked yet whether the contents are an archive. */
    private boolean unopened;
    /** The bytes decided about last were contents that may go on. */
    private boolean begun;

    /** Where the innermost archive ends at the latest; and for those around it the same, and the padding after it. */
    private long end = Long.MAX_VALUE;

    private int depth;
    private final long[] outerEnds = new long[MAX_DEPTH];
    private final long[] outerPaddingEnds = new long[MAX_DEPTH];

    /** What bytes are. */
    public enum Kind {
        /** About contents: headers and padding. */
        HEADER,
        /** Contents that have nothing to do with those before. */
        BEGIN,
        /** Contents that go on from those before. */
        CONTINUE
    }

    /** The layout of a body that begins now, and may have archives of {@code formats}. */
    public Layout(Set<ArchiveFormat> formats) {
        this.formats = formats.stream().sorted().toList();
    }

    /**
     * Decides about the next bytes of the body, which lie in {@code bytes} from {@code from} to {@code to}: all of them
     * that were not decided about before.
     *
     * @param last whether the body ends at {@code to}
     * @return how many bytes from {@code from} on are of one {@link #kind()}; 0 when it takes more bytes to know, fewer
     *     than {@value Member#LOOK} are there, and the body goes on
     */
    public int next(byte[] bytes, int from, int to, boolean last) {
        int length = decide(bytes, from, to, last);
        offset += length;
        if (length > 0) {
            begun = kind != Kind.HEADER && offset != contentsEnd && offset != end;
        }
        return length;
    }

    /** What the bytes are that {@link #next} decided about last. */
    public Kind kind() {
        return kind;
    }

    private int decide(byte[] bytes, int from, int to, boolean last) {
        while (from < to) {
            int visible = (int) Math.min(to - from, end - offset);
            if (offset == end) {
                leave();
            } else if (offset < headerEnd) {
                return tell(Kind.HEADER, visible, headerEnd);
            } else if (offset < contentsEnd && !unopened) {
                return contents(visible, contentsEnd);
            } else if (offset >= contentsEnd && offset < paddingEnd) {
                return tell(Kind.HEADER, visible, paddingEnd);
            } else {
                boolean whole = last || visible == end - offset;
                if (visible < Member.LOOK && !whole) {
                    return 0;
                }
                Member member = memberAt(bytes, from, from + visible);
                if (offset < contentsEnd) {
                    open(member);
                } else if (member != null) {
                    begin(member);
                } else {
                    int limit = whole ? visible : visible - Member.LOOK + 1;
                    return contents(search(bytes, from + 1, from + limit) - from, Long.MAX_VALUE);
                }
            }
        }
        return 0;
    }

    private int contents(int visible, long until) {
        return tell(begun ? Kind.CONTINUE : Kind.BEGIN, visible, until);
    }

    private int tell(Kind told, int visible, long until) {
        kind = told;
        return (int) Math.min(visible, until - offset);
    }

    /** Goes into the contents that begin here, if they begin with a member of an archive. */
    private void open(@Nullable Member first) {
        unopened = false;
        if (first != null && depth < MAX_DEPTH) {
            outerEnds[depth] = end;
            outerPaddingEnds[depth] = paddingEnd;
            depth++;
            end = contentsEnd;
            contentsEnd = offset;
            paddingEnd = offset;
        }
    }

    private void leave() {
        depth--;
        contentsEnd = end;
        end = outerEnds[depth];
        paddingEnd = outerPaddingEnds[depth];
    }

    private void begin(Member member) {
        long told = headers + member.header() + member.padding();
        unopened = told <= FREE_HEADERS + offset / 2;
        if (unopened) {
            headers = told;
            headerEnd = Math.min(end, offset + member.header());
            contentsEnd = Math.min(end, headerEnd + member.contents());
            paddingEnd = Math.min(end, contentsEnd + member.padding());
        } else {
            contentsEnd = Math.min(end, offset + member.header() + member.contents() + member.padding());
            paddingEnd = contentsEnd;
        }
        begun = false;
    }

    /** Where a header may begin next: the first index, {@code from} to before {@code to}, with a signature; or {@code to}. */
    private int search(byte[] bytes, int from, int to) {
        int found = to;
        for (ArchiveFormat format : formats) {
            if (isSought(format, offset)) {
                found = format.search(bytes, from, found);
            }
        }
        return found;
    }

    /** Whether a header of the format is one, at this offset in the body, after contents that may go on. */
    private boolean isSought(ArchiveFormat format, long at) {
        return at < SEARCHED || headers > 0 || format == ArchiveFormat.TAR;
    }

    private @Nullable Member memberAt(byte[] bytes, int from, int to) {
        for (ArchiveFormat format : formats) {
            Member member = begun && !isSought(format, offset) ? null : format.memberAt(bytes, from, to);
            if (member != null) {
                return member;
            }
        }
        return null;
    }
}
