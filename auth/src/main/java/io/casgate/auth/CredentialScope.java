package io.casgate.auth;

/**
 * What a signing key is good for.
 *
 * @param date UTC, yyyyMMdd
 */
record CredentialScope(String date, String region) {
    static final String SERVICE = "s3";
    static final String END = "aws4_request";

    /** As in the string to sign. */
    @Override
    public String toString() {
        return date + "/" + region + "/" + SERVICE + "/" + END;
    }
}
