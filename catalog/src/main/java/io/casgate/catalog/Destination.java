package io.casgate.catalog;

import io.casgate.dedup.Target;
import io.casgate.dedup.format.FormatReader;
import io.casgate.dedup.format.FormatWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What a body is to become: the register that is to name its content. docs/DATA_MODEL.md has the stored form. */
public sealed interface Destination {
    int VERSION = 1;
    int OBJECT = 1;
    int PART = 2;

    /** An object: the key's head is the register. */
    record OfObject(BucketId bucket, ObjectKey key) implements Destination {}

    /** A part: the upload's row is the register. */
    record OfPart(UploadId upload, int number) implements Destination {}

    default Target toTarget() {
        FormatWriter out = new FormatWriter(64).u8(VERSION);
        switch (this) {
            case OfObject(BucketId bucket, ObjectKey key) ->
                out.u8(OBJECT).uuid(bucket.value()).bytes(ByteBuffer.wrap(key.utf8()));
            case OfPart(UploadId upload, int number) ->
                out.u8(PART).bytes(ByteBuffer.wrap(upload.toBytes())).varint(number);
        }
        return new Target(out.seal());
    }

    /**
     * Reads what {@link #toTarget} wrote.
     *
     * @throws io.casgate.dedup.CorruptContentException when it is something else
     */
    static Destination of(Target target) {
        FormatReader in = new FormatReader("destination", target.name());
        in.version(VERSION);
        int kind = in.u8();
        return switch (kind) {
            case OBJECT -> new OfObject(new BucketId(in.uuid()), key(in));
            case PART -> {
                OfPart part = new OfPart(UploadId.ofBytes(bytes(in, UploadId.BYTES)), in.varint(Part.MAX_NUMBER));
                in.end();
                yield part;
            }
            default -> throw in.corrupt("is of an unknown kind, " + kind);
        };
    }

    private static ObjectKey key(FormatReader in) {
        byte[] utf8 = bytes(in, in.remaining());
        try {
            ObjectKey key = ObjectKey.ofUtf8(utf8);
            if (Arrays.equals(key.utf8(), utf8)) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw in.corrupt("names no key: " + e.getMessage());
        }
        throw in.corrupt("names no key: it is not UTF-8");
    }

    private static byte[] bytes(FormatReader in, int length) {
        byte[] bytes = new byte[length];
        in.bytes(length).get(bytes);
        return bytes;
    }
}
