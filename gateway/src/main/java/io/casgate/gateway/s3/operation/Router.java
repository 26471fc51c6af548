package io.casgate.gateway.s3.operation;

import io.casgate.catalog.ObjectKey;
import io.casgate.gateway.http.Request;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.Refusals;
import io.casgate.gateway.s3.request.Subresource;
import io.casgate.gateway.s3.request.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the operation that a request calls. What is not implemented is refused here as such, whatever else is wrong with
 * it, and never taken for something similar. Safe for use by any number of threads once all operations were added.
 */
public final class Router {
    private static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "POST", "DELETE");

    /** What a request calls by: its method, and the sub-resource in its query. */
    private record Selector(String method, String subresource) {}

    /** An operation, and which of the requests with its selector are its own. */
    private record Route<O extends Operation<?>>(Predicate<Fields> own, O operation) {}

    /** The operations on one kind of thing; of several with the same selector the first whose requests they are counts. */
    private static final class Table<O extends Operation<?>> {
        private final Map<Selector, List<Route<O>>> routes = new HashMap<>();

        void add(String method, String subresource, Predicate<Fields> own, O operation) {
            routes.computeIfAbsent(new Selector(method, subresource), _ -> new ArrayList<>())
                    .add(new Route<>(own, operation));
        }

        @Nullable
        O find(Fields fields, String subresource) {
            for (Route<O> route : routes.getOrDefault(new Selector(fields.method(), subresource), List.of())) {
                if (route.own.test(fields)) {
                    return route.operation;
                }
            }
            return null;
        }
    }

    private final List<String> domains;
    private final Table<ServiceOperation<?>> ofService = new Table<>();
    private final Table<Operation<?>> ofBuckets = new Table<>();
    private final Table<ObjectOperation<?>> ofObjects = new Table<>();

    /**
     * A router without operations, for a gateway that is known under these names.
     *
     * @param domains under which virtual-host addressing is served: {@code bucket.domain}
     */
    public Router(List<String> domains) {
        this.domains =
                domains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).toList();
    }

    Router service(String method, ServiceOperation<?> operation) {
        ofService.add(method, Subresource.NONE, _ -> true, operation);
        return this;
    }

    /** An operation whose requests name a bucket that need not exist. */
    Router bucket(String method, ServiceOperation<?> operation) {
        ofBuckets.add(method, Subresource.NONE, _ -> true, operation);
        return this;
    }

    Router bucket(String method, String subresource, BucketOperation<?> operation) {
        return bucket(method, subresource, _ -> true, operation);
    }

    Router bucket(String method, String subresource, Predicate<Fields> own, BucketOperation<?> operation) {
        ofBuckets.add(method, subresource, own, operation);
        return this;
    }

    Router object(String method, String subresource, ObjectOperation<?> operation) {
        return object(method, subresource, _ -> true, operation);
    }

    Router object(String method, String subresource, Predicate<Fields> own, ObjectOperation<?> operation) {
        ofObjects.add(method, subresource, own, operation);
        return this;
    }

    /**
     * What {@code request} asks for.
     *
     * @throws S3Exception when the request is malformed or not implemented
     */
    public S3Request parse(Request request) {
        requireKnownMethod(request);
        Target target = target(request);
        Fields fields = Fields.of(request, target);
        String subresource = Subresource.of(fields.query());
        if (target.bucket() == null) {
            return serviceRequest(fields, subresource);
        }
        return target.key() == null
                ? bucketRequest(fields, subresource, target.bucket())
                : objectRequest(fields, subresource, target.bucket(), new ObjectKey(target.key()));
    }

    /**
     * The bucket and key that {@code request} is about.
     *
     * @throws S3Exception when it names them in a way that nobody can
     */
    public Target target(Request request) {
        return Target.resolve(request.headers().first("Host"), request.rawPath(), domains);
    }

    private S3Request serviceRequest(Fields fields, String subresource) {
        ServiceOperation<?> operation = ofService.find(fields, subresource);
        if (operation != null) {
            return ofService(operation, fields);
        }
        if (subresource.equals(Subresource.NONE)) {
            throw methodNotAllowed(fields.method());
        }
        throw Subresource.notImplemented(fields.method(), subresource);
    }

    private S3Request bucketRequest(Fields fields, String subresource, String bucket) {
        return switch (ofBuckets.find(fields, subresource)) {
            case ServiceOperation<?> operation -> ofService(operation, fields);
            case BucketOperation<?> operation -> ofBucket(operation, fields, bucket);
            case null, default -> throw Subresource.notImplemented(fields.method(), subresource);
        };
    }

    private S3Request objectRequest(Fields fields, String subresource, String bucket, ObjectKey key) {
        Refusals.customerKeys(fields);
        ObjectOperation<?> operation = ofObjects.find(fields, subresource);
        if (operation == null) {
            throw Subresource.notImplemented(fields.method(), subresource);
        }
        return ofObject(operation, fields, bucket, key);
    }

    private static <I> S3Request ofService(ServiceOperation<I> operation, Fields fields) {
        return new S3Request.OfService<>(operation, fields, operation.parse(fields));
    }

    private static <I> S3Request ofBucket(BucketOperation<I> operation, Fields fields, String bucket) {
        return new S3Request.OfBucket<>(operation, fields, bucket, operation.parse(fields));
    }

    private static <I> S3Request ofObject(ObjectOperation<I> operation, Fields fields, String bucket, ObjectKey key) {
        return new S3Request.OfObject<>(operation, fields, bucket, key, operation.parse(fields));
    }

    private static void requireKnownMethod(Request request) {
        if (!METHODS.contains(request.method())) {
            throw methodNotAllowed(request.method()).withHeader("Allow", String.join(", ", METHODS));
        }
    }

    private static S3Exception methodNotAllowed(String method) {
        return S3Error.METHOD_NOT_ALLOWED.exception().with("Method", method).with("ResourceType", "SERVICE");
    }
}
