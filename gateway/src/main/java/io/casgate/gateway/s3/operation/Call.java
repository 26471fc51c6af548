package io.casgate.gateway.s3.operation;

import io.casgate.auth.Authentication;
import io.casgate.auth.Identity;
import io.casgate.auth.PayloadMode;
import io.casgate.auth.Requester;
import io.casgate.auth.SignedRequest;
import io.casgate.auth.SigningDetails;
import io.casgate.gateway.http.Request;
import io.casgate.gateway.s3.body.BodyIntake;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.Fields;
import org.jspecify.annotations.Nullable;

/** A request on its way through an operation: what does not depend on which operation it is. */
public class Call {
    private final Request http;
    private final Fields fields;
    private final Requester requester;
    private final Signed signed;
    private final PayloadMode payload;

    /** What the requester signed, if anything. */
    private enum Signed {
        NOTHING,
        REQUEST,
        FORM
    }

    /** {@code fields} are those of {@code http}. */
    public Call(Request http, Fields fields, Authentication authentication) {
        this.http = http;
        this.fields = fields;
        this.requester = Requester.of(authentication);
        this.signed = requester instanceof Requester.Known ? Signed.REQUEST : Signed.NOTHING;
        this.payload = authentication.payload();
    }

    private Call(Call other, Fields fields, Requester requester) {
        this.http = other.http;
        this.fields = fields;
        this.requester = requester;
        this.signed = requester instanceof Requester.Known ? Signed.FORM : Signed.NOTHING;
        this.payload = other.payload;
    }

    /** The same request as one that says {@code said} and is of {@code signer}, who signed what it carries. */
    public Call as(Requester signer, Fields said) {
        return new Call(this, said, signer);
    }

    /** A call about the same request. */
    Call(Call other) {
        this.http = other.http;
        this.fields = other.fields;
        this.requester = other.requester;
        this.signed = other.signed;
        this.payload = other.payload;
    }

    public Request http() {
        return http;
    }

    public Fields fields() {
        return fields;
    }

    public Requester requester() {
        return requester;
    }

    /** How the requester signed; null when nobody in particular sent the request, whatever it says. */
    @Nullable
    SigningDetails signing() {
        return switch (signed) {
            case NOTHING -> null;
            case REQUEST ->
                SigningDetails.of(new SignedRequest(
                        http.method(),
                        http.rawPath(),
                        http.rawQuery(),
                        http.headers().byName()));
            case FORM -> SigningDetails.FORM;
        };
    }

    /**
     * Who sent the request.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception AccessDenied when nobody in particular did
     */
    public Identity requireIdentity() {
        return requireIdentity(S3Error.ACCESS_DENIED.message());
    }

    /** As {@link #requireIdentity()}, where nobody in particular is told why. */
    public Identity requireIdentity(String reason) {
        return switch (requester) {
            case Requester.Known(Identity identity) -> identity;
            case Requester.Anonymous _ -> throw S3Error.ACCESS_DENIED.exception(reason);
        };
    }

    /** The request's body, of which nothing was read yet. */
    public BodyIntake body(BodyDeclaration declaration) {
        return new BodyIntake(http.body(), payload, declaration);
    }
}
