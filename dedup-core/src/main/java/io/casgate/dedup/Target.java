package io.casgate.dedup;

import java.nio.ByteBuffer;

/**
 * Names the register that is to name a body: opaque here, for the caller to interpret. It is kept with the body's intent,
 * so that reclaim can have that register fenced before it counts the body's owner as dead.
 *
 * @param name at most {@value #MAX_BYTES} bytes; read-only and never consumed
 */
public record Target(ByteBuffer name) {
    public static final int MAX_BYTES = 2048;

    public Target {
        if (name.remaining() > MAX_BYTES) {
            throw new IllegalArgumentException("The name of a register has " + name.remaining() + " bytes");
        }
        name = name.asReadOnlyBuffer();
    }
}
