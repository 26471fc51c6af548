package io.casgate.gateway.s3.operation.cors;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.Buckets;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Request;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.operation.BucketDocument;
import io.casgate.gateway.s3.operation.ParsedDocuments;
import io.casgate.gateway.s3.request.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells browsers which pages may send requests and see the answers. Requests without Origin cost nothing. Safe for use by
 * any number of threads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html">AWS: Using cross-origin resource sharing
 *     (CORS)</a>
 */
public final class CrossOrigin {
    private static final String ORIGIN = "Origin";
    private static final String REQUESTED_METHOD = "Access-Control-Request-Method";
    private static final String REQUESTED_HEADERS = "Access-Control-Request-Headers";
    private static final String DEPENDS_ON = String.join(", ", ORIGIN, REQUESTED_HEADERS, REQUESTED_METHOD);

    private final Buckets buckets;
    private final ParsedDocuments<CorsConfiguration> configurations =
            new ParsedDocuments<>(BucketDocument.CORS, CorsConfiguration::parse);

    public CrossOrigin(Buckets buckets) {
        this.buckets = buckets;
    }

    /**
     * Answers a preflight request, which nobody signs.
     *
     * @param target what the page wants to ask for
     * @throws S3Exception BadRequest when it does not say what it asks, AccessForbidden when no rule allows it
     */
    public Response preflight(Request request, Target target) {
        String origin = request.headers().first(ORIGIN);
        if (origin == null) {
            throw S3Error.BAD_REQUEST.exception("Insufficient information. Origin request header needed.");
        }
        String method = request.headers().first(REQUESTED_METHOD);
        if (method == null || !CorsRule.METHODS.contains(method)) {
            throw S3Error.BAD_REQUEST.exception("Invalid " + REQUESTED_METHOD + ": " + method);
        }
        Bucket bucket = bucket(target)
                .orElseThrow(() -> S3Error.NO_SUCH_BUCKET
                        .exception()
                        .with("BucketName", Objects.requireNonNullElse(target.bucket(), "")));
        CorsConfiguration configuration = configurations.in(bucket);
        if (configuration == null) {
            throw forbidden("CORS is not enabled for this bucket.", method, target);
        }
        List<String> headers = requestedHeaders(request);
        CorsRule rule = configuration
                .find(origin, method, headers)
                .orElseThrow(() -> forbidden(
                        "This CORS request is not allowed. This is usually because the evalution of Origin, request"
                                + " method / Access-Control-Request-Method or Access-Control-Request-Headers are not"
                                + " whitelisted by the resource's CORS spec.",
                        method,
                        target));
        return Response.empty(200, allowed(rule, origin, headers));
    }

    /** What the answer to {@code request} tells the browser besides, whatever it is. */
    public Headers headers(Request request, Target target) {
        String origin = request.headers().first(ORIGIN);
        if (origin == null) {
            return Headers.EMPTY;
        }
        String method = Objects.requireNonNullElse(request.headers().first(REQUESTED_METHOD), request.method());
        return bucket(target)
                .map(configurations::in)
                .flatMap(configuration -> configuration.find(origin, method, List.of()))
                .map(rule -> allowed(rule, origin, List.of()))
                .orElse(Headers.EMPTY);
    }

    private Optional<Bucket> bucket(Target target) {
        return target.bucket() == null ? Optional.empty() : buckets.find(target.bucket());
    }

    private static List<String> requestedHeaders(Request request) {
        return request.headers().all(REQUESTED_HEADERS).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static Headers allowed(CorsRule rule, String origin, List<String> headers) {
        Headers.Builder allowed = Headers.builder();
        if (rule.allowsAnyOrigin()) {
            allowed.add("Access-Control-Allow-Origin", "*");
        } else {
            allowed.add("Access-Control-Allow-Origin", origin).add("Access-Control-Allow-Credentials", "true");
        }
        allowed.add("Access-Control-Allow-Methods", String.join(", ", rule.allowedMethods()));
        if (!headers.isEmpty()) {
            allowed.add("Access-Control-Allow-Headers", String.join(", ", headers));
        }
        if (!rule.exposeHeaders().isEmpty()) {
            allowed.add("Access-Control-Expose-Headers", String.join(", ", rule.exposeHeaders()));
        }
        if (rule.maxAgeSeconds() != null) {
            allowed.add("Access-Control-Max-Age", rule.maxAgeSeconds().toString());
        }
        return allowed.add("Vary", DEPENDS_ON).build();
    }

    private static S3Exception forbidden(String why, String method, Target target) {
        return S3Error.ACCESS_FORBIDDEN
                .exception("CORSResponse: " + why)
                .with("Method", method)
                .with("ResourceType", target.key() == null ? "BUCKET" : "OBJECT");
    }
}
