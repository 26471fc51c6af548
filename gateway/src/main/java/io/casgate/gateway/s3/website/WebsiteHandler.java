package io.casgate.gateway.s3.website;

import io.casgate.auth.Authentication;
import io.casgate.auth.PayloadMode;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.ObjectKey;
import io.casgate.gateway.http.Handler;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Request;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.ErrorResponses;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketDocument;
import io.casgate.gateway.s3.operation.BucketDoor;
import io.casgate.gateway.s3.operation.Call;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.operation.Operations;
import io.casgate.gateway.s3.operation.ParsedDocuments;
import io.casgate.gateway.s3.operation.cors.CrossOrigin;
import io.casgate.gateway.s3.operation.object.GetObject;
import io.casgate.gateway.s3.operation.object.HeadObject;
import io.casgate.gateway.s3.operation.website.RoutingRule;
import io.casgate.gateway.s3.operation.website.WebsiteConfiguration;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.KeptHeaders;
import io.casgate.gateway.s3.request.PercentEncoding;
import io.casgate.gateway.s3.request.Query;
import io.casgate.gateway.s3.request.Target;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Serves buckets as websites: GET and HEAD, of what anybody may read. Safe for use by any number of threads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteHosting.html">AWS: Hosting a static website
 *     using Amazon S3</a>
 */
public final class WebsiteHandler implements Handler {
    private static final String OPERATION = "Website";

    private final List<String> domains;
    private final BucketDoor door;
    private final GetObject get;
    private final HeadObject head;
    private final CrossOrigin crossOrigin;
    private final ErrorResponses errors;
    private final ErrorPages pages;
    private final ParsedDocuments<WebsiteConfiguration> configurations =
            new ParsedDocuments<>(BucketDocument.WEBSITE, WebsiteConfiguration::parse);

    /** The sites under {@code domains}, as in {@code bucket.domain}. */
    public WebsiteHandler(
            List<String> domains,
            BucketDoor door,
            Operations.Reading reading,
            CrossOrigin crossOrigin,
            ErrorResponses errors) {
        this.domains =
                domains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).toList();
        this.door = door;
        this.get = reading.get();
        this.head = reading.head();
        this.crossOrigin = crossOrigin;
        this.errors = errors;
        this.pages = new ErrorPages(errors.hostId());
    }

    /** A request for a page of a site. */
    private record Visit(Request request, BucketCall call, WebsiteConfiguration site, String key) {
        Bucket bucket() {
            return call.bucket();
        }
    }

    @Override
    public Response handle(Request request) {
        try {
            Target target = Target.resolve(request.headers().first("Host"), request.rawPath(), domains);
            if (request.method().equals("OPTIONS")) {
                return crossOrigin.preflight(request, target).to(OPERATION);
            }
            Headers allowed = crossOrigin.headers(request, target);
            return visit(request, target).with(allowed).to(OPERATION);
        } catch (RuntimeException e) {
            return pages.render(request, errors.describe(request, e), null).to(OPERATION);
        }
    }

    private Response visit(Request request, Target target) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            throw S3Error.METHOD_NOT_ALLOWED
                    .exception()
                    .with("Method", request.method())
                    .with("ResourceType", "OBJECT")
                    .withHeader("Allow", "GET, HEAD, OPTIONS");
        }
        Fields fields = new Fields(request.method(), target, request.headers(), Query.parse(""));
        Call anybody = new Call(request, fields, new Authentication.Anonymous(new PayloadMode.Unsigned()));
        BucketCall call = door.enter(anybody, target.requireBucket(), null);
        WebsiteConfiguration site = configurations.in(call.bucket());
        if (site == null) {
            throw BucketDocument.WEBSITE
                    .absence()
                    .exception()
                    .with("BucketName", call.bucket().name());
        }
        String key = target.key() == null ? "" : target.key();
        return answer(new Visit(request, call, site, key));
    }

    private Response answer(Visit visit) {
        WebsiteConfiguration.Elsewhere elsewhere = visit.site.elsewhere();
        if (elsewhere != null) {
            return redirect(301, url(visit, elsewhere.protocol(), elsewhere.hostName(), visit.key));
        }
        Optional<RoutingRule> rule = visit.site.rule(visit.key);
        if (rule.isPresent()) {
            return redirect(visit, rule.get());
        }
        try {
            return page(visit, indexed(visit, visit.key), visit.request.headers());
        } catch (RuntimeException e) {
            return failed(visit, errors.describe(visit.request, e));
        }
    }

    private static String indexed(Visit visit, String key) {
        return key.isEmpty() || key.endsWith("/") ? key + visit.site.indexSuffix() : key;
    }

    /** An object as a page, or where it says that it is now. */
    private Response page(Visit visit, String key, Headers headers) {
        Response response = visit.request.method().equals("HEAD")
                ? read(head, visit, key, headers)
                : read(get, visit, key, headers);
        String location = response.headers().first(KeptHeaders.REDIRECT);
        if (location == null) {
            return response;
        }
        response.body().close();
        return redirect(301, location);
    }

    private static <I> Response read(ObjectOperation<I> operation, Visit visit, String key, Headers headers) {
        Target target = new Target(visit.bucket().name(), key);
        I input = operation.parse(new Fields(visit.request.method(), target, headers, Query.parse("")));
        return operation.execute(input, visit.call.about(new ObjectKey(key)));
    }

    /** Of a key that is not there, 403 is told to who may not list the bucket: most visitors of most sites. */
    private Response failed(Visit visit, S3Exception failure) {
        int status = failure.error().status();
        boolean hidden = status == 404 || status == 403;
        if (hidden && isDirectory(visit)) {
            return redirect(302, "/" + PercentEncoding.encode(visit.key) + "/");
        }
        Optional<RoutingRule> rule = visit.site.rule(visit.key, status);
        if (rule.isPresent()) {
            return redirect(visit, rule.get());
        }
        String errorKey = visit.site.errorKey();
        return errorKey == null || status < 400
                ? pages.render(visit.request, failure, null)
                : errorDocument(visit, errorKey, failure);
    }

    /** Whether there is a page at the key with a slash. */
    private boolean isDirectory(Visit visit) {
        if (visit.key.isEmpty() || visit.key.endsWith("/")) {
            return false;
        }
        try {
            return read(head, visit, indexed(visit, visit.key + "/"), Headers.EMPTY)
                            .status()
                    == 200;
        } catch (S3Exception e) {
            return false;
        }
    }

    private Response errorDocument(Visit visit, String key, S3Exception failure) {
        try {
            Response document = page(visit, key, Headers.EMPTY);
            return document.status() == 200
                    ? new Response(failure.error().status(), document.headers(), document.body())
                    : document;
        } catch (RuntimeException e) {
            return pages.render(visit.request, failure, errors.describe(visit.request, e));
        }
    }

    private static Response redirect(Visit visit, RoutingRule rule) {
        RoutingRule.Redirect redirect = rule.redirect();
        return redirect(redirect.code(), url(visit, redirect.protocol(), redirect.hostName(), rule.target(visit.key)));
    }

    private static String url(Visit visit, @Nullable String protocol, @Nullable String host, String key) {
        Request request = visit.request;
        String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
        return Objects.requireNonNullElse(protocol, request.secure() ? "https" : "http")
                + "://"
                + Objects.requireNonNullElseGet(
                        host, () -> String.valueOf(request.headers().first("Host")))
                + "/" + PercentEncoding.encode(key) + query;
    }

    private static Response redirect(int status, String location) {
        return Response.empty(
                status, Headers.builder().add("Location", location).build());
    }
}
