package io.casgate.dedup.layout;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes archives as tar and zip write them. */
public final class Archives {
    private Archives() {}

    /** A tar archive in the making. */
    public static final class Tar {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final int time;

        /** @param time the modification time of all members, in seconds since 1970 */
        public Tar(int time) {
            this.time = time;
        }

        public Tar file(String name, byte[] contents) {
            return member('0', name, contents);
        }

        /** A header of any type, with contents of the size that it says. */
        public Tar member(char type, String name, byte[] contents) {
            header(type, name, "%011o".formatted(contents.length).getBytes(ISO_8859_1));
            return padded(contents);
        }

        /** A header alone, with any size field of up to 12 bytes. */
        public Tar header(char type, String name, byte[] size) {
            byte[] header = new byte[512];
            put(header, 0, name);
            put(header, 100, "0000644");
            System.arraycopy(size, 0, header, 124, size.length);
            put(header, 136, "%011o".formatted(time));
            header[156] = (byte) type;
            put(header, 257, "ustar\00000");
            put(header, 148, "        ");
            int sum = 0;
            for (byte b : header) {
                sum += b & 0xFF;
            }
            put(header, 148, "%06o\0 ".formatted(sum));
            out.writeBytes(header);
            return this;
        }

        /** Contents after a header that was written alone. */
        public Tar padded(byte[] contents) {
            out.writeBytes(Arrays.copyOf(contents, (contents.length + 511) / 512 * 512));
            return this;
        }

        /** The archive, with the zeros that end it. */
        public byte[] end() {
            out.writeBytes(new byte[1024]);
            return out.toByteArray();
        }

        private static void put(byte[] header, int at, String text) {
            System.arraycopy(text.getBytes(ISO_8859_1), 0, header, at, text.length());
        }
    }

    /** A size of tar in binary, as for members of 8 GiB and more. */
    public static byte[] binarySize(long size) {
        ByteBuffer field = ByteBuffer.allocate(12).putLong(4, size);
        field.put(0, (byte) 0x80);
        return field.array();
    }

    /** A zip archive as {@link ZipOutputStream} writes it. */
    public static final class Zip {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ZipOutputStream zip = new ZipOutputStream(out);
        private final long time;

        /** @param time the modification time of all members, in milliseconds since 1970 */
        public Zip(long time) {
            this.time = time;
        }

        /** An entry that is kept as it is, its size before it. */
        public Zip stored(String name, byte[] contents) {
            CRC32 crc = new CRC32();
            crc.update(contents);
            ZipEntry entry = new ZipEntry(name);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(contents.length);
            entry.setCrc(crc.getValue());
            return add(entry, contents);
        }

        /** An entry that is compressed, its size after it. */
        public Zip deflated(String name, byte[] contents) {
            return add(new ZipEntry(name), contents);
        }

        private Zip add(ZipEntry entry, byte[] contents) {
            try {
                entry.setTime(time);
                zip.putNextEntry(entry);
                zip.write(contents);
                zip.closeEntry();
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The archive, with its central directory. */
        public byte[] end() {
            try {
                zip.close();
                return out.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
