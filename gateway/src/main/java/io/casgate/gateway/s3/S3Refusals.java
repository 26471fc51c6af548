package io.casgate.gateway.s3;

import io.casgate.gateway.http.Refusal;
import io.casgate.gateway.http.RefusalRenderer;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.error.S3Error;

/** Says in S3's words why the transport refuses a request. */
public final class S3Refusals implements RefusalRenderer {
    private final ErrorResponses errors;

    public S3Refusals(ErrorResponses errors) {
        this.errors = errors;
    }

    @Override
    public Response render(Refusal refusal, String detail, String requestId) {
        return errors.render(requestId, "/", error(refusal).exception(detail));
    }

    private static S3Error error(Refusal refusal) {
        return switch (refusal) {
            case MALFORMED, UNKNOWN_VERSION -> S3Error.BAD_REQUEST;
            case REQUEST_LINE_TOO_LONG, HEADERS_TOO_LARGE -> S3Error.REQUEST_HEADER_SECTION_TOO_LARGE;
            case UNKNOWN_TRANSFER_CODING -> S3Error.NOT_IMPLEMENTED;
            case TIMED_OUT -> S3Error.REQUEST_TIMEOUT;
            case OVERLOADED -> S3Error.SLOW_DOWN;
            case HANDLER_FAILED -> S3Error.INTERNAL_ERROR;
        };
    }
}
