package io.casgate.gateway.s3.error;

import io.casgate.auth.AuthException;
import io.casgate.auth.acl.AclException;
import io.casgate.auth.policy.MalformedPolicyException;
import io.casgate.auth.post.PostPolicyException;
import io.casgate.catalog.NoSuchBucketException;
import io.casgate.catalog.UnknownOutcomeException;
import io.casgate.dedup.StoreUnavailableException;
import io.casgate.dedup.UploadExpiredException;
import io.casgate.gateway.http.BodyException;

/** Finds the S3 error for whatever a request failed of. */
public final class S3Failures {
    private S3Failures() {}

    /** What the client is told of {@code failure}. */
    public static S3Exception describe(RuntimeException failure) {
        return switch (failure) {
            case S3Exception known -> known;
            case AuthException refused -> refusal(refused);
            case AclException unusable -> unusable(unusable);
            case MalformedPolicyException malformed -> S3Error.MALFORMED_POLICY.exception(message(malformed));
            case PostPolicyException refused -> refusal(refused);
            case BodyException broken -> brokenBody(broken);
            case NoSuchBucketException _ -> S3Error.NO_SUCH_BUCKET.exception();
            case StoreUnavailableException _, UnknownOutcomeException _ -> S3Error.SLOW_DOWN.exception();
            case UploadExpiredException _ ->
                S3Error.REQUEST_TIMEOUT.exception("The upload took longer than an upload may take.");
            default -> S3Error.INTERNAL_ERROR.exception();
        };
    }

    private static S3Exception refusal(AuthException refused) {
        S3Error error = switch (refused.kind()) {
            case ACCESS_DENIED -> S3Error.ACCESS_DENIED;
            case AUTHORIZATION_HEADER_MALFORMED -> S3Error.AUTHORIZATION_HEADER_MALFORMED;
            case AUTHORIZATION_QUERY_PARAMETERS_ERROR -> S3Error.AUTHORIZATION_QUERY_PARAMETERS_ERROR;
            case INVALID_ACCESS_KEY_ID -> S3Error.INVALID_ACCESS_KEY_ID;
            case INVALID_ARGUMENT -> S3Error.INVALID_ARGUMENT;
            case INVALID_REQUEST -> S3Error.INVALID_REQUEST;
            case INVALID_TOKEN -> S3Error.INVALID_TOKEN;
            case NOT_IMPLEMENTED -> S3Error.NOT_IMPLEMENTED;
            case REQUEST_TIME_TOO_SKEWED -> S3Error.REQUEST_TIME_TOO_SKEWED;
            case SIGNATURE_DOES_NOT_MATCH -> S3Error.SIGNATURE_DOES_NOT_MATCH;
        };
        S3Exception described = error.exception(message(refused));
        refused.details().forEach(described::with);
        return described;
    }

    private static S3Exception unusable(AclException unusable) {
        S3Error error = switch (unusable.kind()) {
            case ACCESS_CONTROL_LIST_NOT_SUPPORTED -> S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED;
            case INVALID_ARGUMENT -> S3Error.INVALID_ARGUMENT;
            case INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP -> S3Error.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP;
            case INVALID_REQUEST -> S3Error.INVALID_REQUEST;
            case MALFORMED_ACL -> S3Error.MALFORMED_ACL;
            case UNRESOLVABLE_GRANT_BY_EMAIL_ADDRESS -> S3Error.UNRESOLVABLE_GRANT_BY_EMAIL_ADDRESS;
        };
        return error.exception(message(unusable));
    }

    private static String message(RuntimeException failure) {
        return String.valueOf(failure.getMessage());
    }

    private static S3Exception refusal(PostPolicyException refused) {
        S3Error error = switch (refused.kind()) {
            case ACCESS_DENIED -> S3Error.ACCESS_DENIED;
            case ENTITY_TOO_LARGE -> S3Error.ENTITY_TOO_LARGE;
            case ENTITY_TOO_SMALL -> S3Error.ENTITY_TOO_SMALL;
            case INVALID_POLICY_DOCUMENT -> S3Error.INVALID_POLICY_DOCUMENT;
        };
        return error.exception(String.valueOf(refused.getMessage()));
    }

    private static S3Exception brokenBody(BodyException broken) {
        return switch (broken.reason()) {
            case TIMED_OUT -> S3Error.REQUEST_TIMEOUT.exception();
            case DISCONNECTED, INCOMPLETE -> S3Error.INCOMPLETE_BODY.exception();
            case MALFORMED -> S3Error.INCOMPLETE_BODY.exception("The request body's transfer coding is not valid.");
        };
    }
}
