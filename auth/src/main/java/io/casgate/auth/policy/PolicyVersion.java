package io.casgate.auth.policy;

import org.jspecify.annotations.Nullable;

/** The versions of the policy language. */
enum PolicyVersion {
    /** Without policy variables; what a policy has that does not say. */
    V2008("2008-10-17"),
    V2012("2012-10-17");

    private final String text;

    PolicyVersion(String text) {
        this.text = text;
    }

    static @Nullable PolicyVersion of(String text) {
        for (PolicyVersion version : values()) {
            if (version.text.equals(text)) {
                return version;
            }
        }
        return null;
    }

    boolean hasVariables() {
        return this == V2012;
    }
}
