package io.casgate.gateway.lifecycle;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.StoredObject;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.lifecycle.LifecycleRules.Due;
import io.casgate.gateway.lifecycle.LifecycleRules.Subject;
import io.casgate.gateway.s3.request.HttpDates;
import io.casgate.gateway.s3.request.PercentEncoding;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells clients what will become of what they store by itself. */
public final class LifecycleHeaders {
    private static final String EXPIRATION = "x-amz-expiration";
    private static final String ABORT_DATE = "x-amz-abort-date";
    private static final String ABORT_RULE = "x-amz-abort-rule-id";

    private final Lifecycle lifecycle;

    public LifecycleHeaders(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    /** When a current object expires, if it does. */
    public Headers.Builder addExpiration(Headers.Builder headers, Bucket bucket, ObjectKey key, StoredObject object) {
        return addExpiration(headers, bucket, key, () -> Optional.of(object));
    }

    /** As above; the object is only asked for when there are rules. */
    public Headers.Builder addExpiration(
            Headers.Builder headers, Bucket bucket, ObjectKey key, Supplier<Optional<StoredObject>> object) {
        lifecycle
                .rules(bucket)
                .flatMap(rules -> object.get().flatMap(found -> expiration(rules, key, found)))
                .ifPresent(due -> headers.add(EXPIRATION, text(due)));
        return headers;
    }

    private static Optional<Due> expiration(LifecycleRules rules, ObjectKey key, StoredObject object) {
        Subject subject = new Subject(
                key.value(), object.attributes().size(), object.attributes().tags());
        return rules.expiration(subject, object.lastModified());
    }

    private static String text(Due due) {
        return "expiry-date=\"" + HttpDates.header(due.date()) + "\", rule-id=\"" + PercentEncoding.encode(due.rule())
                + '"';
    }

    /** When an upload is aborted unless it was completed, if it is. */
    public Headers.Builder addAbortion(Headers.Builder headers, Bucket bucket, ObjectKey key, Instant initiated) {
        lifecycle
                .rules(bucket)
                .flatMap(rules -> rules.abortion(key.value(), initiated))
                .ifPresent(due -> headers.add(ABORT_DATE, HttpDates.header(due.date()))
                        .add(ABORT_RULE, PercentEncoding.encode(due.rule())));
        return headers;
    }
}
