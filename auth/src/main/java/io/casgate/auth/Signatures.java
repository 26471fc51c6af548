package io.casgate.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Comparing signatures, and explaining why they differ. */
final class Signatures {
    private static final HexFormat DUMP = HexFormat.ofDelimiter(" ");

    private Signatures() {}

    /** In a time that does not depend on where they differ. */
    static boolean equal(String expected, String provided) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.ISO_8859_1), provided.getBytes(StandardCharsets.ISO_8859_1));
    }

    static AuthException mismatch(String accessKey, String stringToSign, String provided) {
        return new AuthException(
                        AuthException.Kind.SIGNATURE_DOES_NOT_MATCH,
                        "The request signature we calculated does not match the signature you provided."
                                + " Check your key and signing method.")
                .with("AWSAccessKeyId", accessKey)
                .with("StringToSign", stringToSign)
                .with("SignatureProvided", provided)
                .with("StringToSignBytes", dump(stringToSign));
    }

    /** The octets in hexadecimal, separated by spaces. */
    static String dump(String octets) {
        return DUMP.formatHex(octets.getBytes(StandardCharsets.ISO_8859_1));
    }
}
