package io.casgate.it.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** Checksums as S3 writes them: in Base64, MD5 also in lower-case hexadecimal. */
public final class Sums {
    /** What the catalogues of CRC algorithms give check values for. */
    public static final byte[] CHECK_INPUT = "123456789".getBytes(StandardCharsets.US_ASCII);

    /** The CRC64NVME of {@link #CHECK_INPUT}, AE8B14860A799888. */
    public static final String CHECK_CRC64NVME = "rosUhgp5mIg=";

    private Sums() {}

    public static String crc32(byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(data);
        return base64(
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
    }

    public static String sha256(byte[] data) {
        return base64(digest("SHA-256", data));
    }

    public static String md5(byte[] data) {
        return base64(digest("MD5", data));
    }

    public static String md5Hex(byte[] data) {
        return HexFormat.of().formatHex(digest("MD5", data));
    }

    public static byte[] digest(String algorithm, byte[] data) {
        try {
            return MessageDigest.getInstance(algorithm).digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String base64(byte[] sum) {
        return Base64.getEncoder().encodeToString(sum);
    }
}
