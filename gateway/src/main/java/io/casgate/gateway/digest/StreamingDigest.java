package io.casgate.gateway.digest;

import java.nio.ByteBuffer;

/** A checksum over bytes that come in pieces. However they are sliced, the result is the same. For one thread. */
public interface StreamingDigest {
    void update(byte[] bytes, int offset, int length);

    /** Takes the remaining bytes; position and limit stay as they are. */
    void update(ByteBuffer bytes);

    /** The checksum of all bytes so far, most significant byte first; to be asked for once, at the end. */
    byte[] digest();
}
