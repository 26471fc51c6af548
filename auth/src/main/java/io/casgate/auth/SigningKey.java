package io.casgate.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key derived from a secret for one day, region and S3; it signs until it is forgotten. Immutable. */
final class SigningKey {
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    private SigningKey(byte[] key) {
        this.key = new SecretKeySpec(key, HMAC);
    }

    static SigningKey derive(String secretKey, CredentialScope scope) {
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String step : new String[] {scope.date(), scope.region(), CredentialScope.SERVICE, CredentialScope.END}) {
            key = new SigningKey(key).hmac(step.getBytes(StandardCharsets.UTF_8));
        }
        return new SigningKey(key);
    }

    /** The signature of a string to sign, in lower-case hexadecimal. */
    String sign(String stringToSign) {
        return HexFormat.of().formatHex(hmac(stringToSign.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private byte[] hmac(byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey";
    }
}
