package io.casgate.gateway.s3;

import io.casgate.auth.Authentication;
import io.casgate.auth.RequestAuthenticator;
import io.casgate.auth.SignedRequest;
import io.casgate.gateway.http.Handler;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Request;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.access.Access;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketDoor;
import io.casgate.gateway.s3.operation.Call;
import io.casgate.gateway.s3.operation.Router;
import io.casgate.gateway.s3.operation.S3Request;
import io.casgate.gateway.s3.operation.cors.CrossOrigin;

/**
 * Answers S3 requests: parse, authenticate, authorize, execute, render, in this order for every one of them. Nothing of
 * a body is read before the operation has found nothing else to object to. Safe for use by any number of threads.
 */
public final class S3Handler implements Handler {
    private final Router router;
    private final RequestAuthenticator authenticator;
    private final BucketDoor door;
    private final CrossOrigin crossOrigin;
    private final ErrorResponses errors;

    public S3Handler(
            Router router,
            RequestAuthenticator authenticator,
            BucketDoor door,
            CrossOrigin crossOrigin,
            ErrorResponses errors) {
        this.router = router;
        this.authenticator = authenticator;
        this.door = door;
        this.crossOrigin = crossOrigin;
        this.errors = errors;
    }

    @Override
    public Response handle(Request request) {
        if (request.method().equals("OPTIONS")) {
            return preflight(request);
        }
        return request.headers().contains("Origin") ? acrossOrigins(request) : serve(request);
    }

    private Response preflight(Request request) {
        try {
            return crossOrigin.preflight(request, router.target(request)).to("Preflight");
        } catch (RuntimeException e) {
            return errors.render(request, e);
        }
    }

    /** What the browser is to be told is found first: what is found late could not be told with a body under way. */
    private Response acrossOrigins(Request request) {
        Headers allowed;
        try {
            allowed = crossOrigin.headers(request, router.target(request));
        } catch (RuntimeException e) {
            return errors.render(request, e);
        }
        return serve(request).with(allowed);
    }

    private Response serve(Request request) {
        try {
            S3Request parsed = router.parse(request);
            return answer(parsed, request).to(parsed.operation().name());
        } catch (RuntimeException e) {
            return errors.render(request, e);
        }
    }

    private Response answer(S3Request parsed, Request request) {
        try {
            Authentication authentication = authenticator.authenticate(new SignedRequest(
                    request.method(),
                    request.rawPath(),
                    request.rawQuery(),
                    request.headers().byName()));
            Call call = new Call(request, parsed.fields(), authentication);
            return switch (parsed) {
                case S3Request.OfService<?> ofService -> {
                    Access.require(call.requester(), ofService.action());
                    yield ofService.execute(call);
                }
                case S3Request.OfBucket<?> ofBucket -> ofBucket.execute(enter(ofBucket.bucket(), call));
                case S3Request.OfObject<?> ofObject -> ofObject.execute(enter(ofObject.bucket(), call));
            };
        } catch (RuntimeException e) {
            return errors.render(request, e);
        }
    }

    private BucketCall enter(String bucket, Call call) {
        return door.enter(call, bucket, call.fields().header("x-amz-expected-bucket-owner"));
    }
}
