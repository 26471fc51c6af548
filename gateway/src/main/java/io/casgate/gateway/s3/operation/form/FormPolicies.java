package io.casgate.gateway.s3.operation.form;

import io.casgate.auth.FormFields;
import io.casgate.auth.RequestAuthenticator;
import io.casgate.auth.Requester;
import io.casgate.auth.post.LengthRange;
import io.casgate.auth.post.PostPolicy;
import java.time.InstantSource;

/** Finds out who signed a form, and holds it to what its signer lets others upload. Safe for use by many threads. */
public final class FormPolicies {
    private final RequestAuthenticator authenticator;
    private final InstantSource clock;

    public FormPolicies(RequestAuthenticator authenticator, InstantSource clock) {
        this.authenticator = authenticator;
        this.clock = clock;
    }

    /**
     * What may be uploaded in whose name.
     *
     * @param length that the file may have
     */
    record Permit(Requester requester, LengthRange length) {}

    /**
     * The permit that a form is; one without policy is anybody's.
     *
     * @throws io.casgate.auth.AuthException when it is not signed as it should be
     * @throws io.casgate.auth.post.PostPolicyException when it is not as its policy wants it
     */
    Permit require(String bucket, FormFields form) {
        Requester requester = authenticator.authenticate(form);
        String text = form.get("policy");
        if (text == null) {
            return new Permit(requester, LengthRange.ANY);
        }
        PostPolicy policy = PostPolicy.parse(text);
        policy.verify(bucket, form, clock.instant());
        return new Permit(requester, policy.length());
    }
}
