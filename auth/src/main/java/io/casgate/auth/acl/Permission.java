package io.casgate.auth.acl;

import org.jspecify.annotations.Nullable;

/** What a grant allows. The names are those of AWS's documents. */
public enum Permission {
    READ("x-amz-grant-read"),
    WRITE("x-amz-grant-write"),
    READ_ACP("x-amz-grant-read-acp"),
    WRITE_ACP("x-amz-grant-write-acp"),
    FULL_CONTROL("x-amz-grant-full-control");

    private final String header;

    Permission(String header) {
        this.header = header;
    }

    /** The permission of that name, or null. */
    public static @Nullable Permission of(String name) {
        for (Permission permission : values()) {
            if (permission.name().equals(name)) {
                return permission;
            }
        }
        return null;
    }

    /** The header whose value lists who is granted this; lower case. */
    public String header() {
        return header;
    }

    /** Whether who has this may do what the other permits. */
    public boolean includes(Permission other) {
        return this == FULL_CONTROL || this == other;
    }
}
