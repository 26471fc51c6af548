package io.casgate.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How and when a request was signed, as the conditions of policies ask for it.
 *
 * @param type {@code REST-HEADER}, {@code REST-QUERY-STRING} or {@code POST}
 * @param version such as {@code AWS4-HMAC-SHA256}; null when it is not known, and so is when
 */
public record SigningDetails(
        String type, @Nullable String version, @Nullable Instant signedAt) {
    /** Of a browser's form. */
    public static final SigningDetails FORM = new SigningDetails(SignatureClaim.Origin.FORM.authType(), null, null);

    /**
     * What a request says of its own signature, which is true when it was authenticated by it; null when it has none.
     *
     * @throws AuthException when what it says is malformed
     */
    public static @Nullable SigningDetails of(SignedRequest request) {
        SignatureClaim claim = SignatureParser.parse(request, new QueryString(request.rawQuery()));
        return claim == null
                ? null
                : new SigningDetails(claim.origin().authType(), SignatureClaim.ALGORITHM, claim.signedAt());
    }
}
