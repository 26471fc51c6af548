package io.casgate.dedup;

import java.util.UUID;

/** Names one uploaded body (an object's or a part's) as the holder of references to segments. Never reused. */
public record OwnerId(UUID value) {
    public static OwnerId random() {
        return new OwnerId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
