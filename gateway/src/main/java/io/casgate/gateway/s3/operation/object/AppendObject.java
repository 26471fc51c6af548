package io.casgate.gateway.s3.operation.object;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.Condition;
import io.casgate.catalog.Destination;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.ObjectLock;
import io.casgate.catalog.StoredObject;
import io.casgate.dedup.ContentWriter;
import io.casgate.dedup.DedupStore;
import io.casgate.dedup.Domain;
import io.casgate.dedup.PendingContent;
import io.casgate.dedup.Target;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.body.Etags;
import io.casgate.gateway.s3.body.ReceivedBody;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.operation.lock.ObjectLocks;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.Fields;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Adds bytes to the end of an object, or makes it: PutObject with x-amz-write-offset-bytes. No stored byte is moved. Of
 * several that append at one offset, one does.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-buckets-objects-append.html">AWS: Appending
 *     data to objects in directory buckets</a>
 */
public final class AppendObject implements ObjectOperation<AppendObject.Input> {
    private static final String OFFSET = "x-amz-write-offset-bytes";
    private static final int MAX_PARTS = 10_000;
    /** Bytes of the largest object: 5 TiB. */
    private static final long MAX_SIZE = 5L << 40;

    private final Catalog catalog;
    private final DedupStore dedup;
    private final PutObject put;
    private final ObjectLocks locks;
    private final Etags etags;
    private final Publisher publisher;

    public AppendObject(Catalog catalog, DedupStore dedup, PutObject put, ObjectLocks locks, Etags etags) {
        this.catalog = catalog;
        this.dedup = dedup;
        this.put = put;
        this.locks = locks;
        this.etags = etags;
        this.publisher = new Publisher(catalog.objects());
    }

    /** Whether the request appends. */
    public static boolean isIn(Fields fields) {
        return fields.header(OFFSET) != null;
    }

    /** {@code object} is what counts only when there is none yet, but for its condition and its body. */
    public record Input(long offset, PutObject.Input object) {}

    @Override
    public String name() {
        return put.name();
    }

    @Override
    public Input parse(Fields fields) {
        String offset = String.valueOf(fields.header(OFFSET));
        if (!offset.matches("\\d{1,18}")) {
            throw Fields.invalid("The write offset is not a number of bytes.", OFFSET, offset);
        }
        PutObject.Input object = put.parse(fields);
        if (object.body().bound() != BodyDeclaration.Bound.EXACT) {
            throw S3Error.MISSING_CONTENT_LENGTH.exception();
        }
        if (object.body().length() == 0) {
            throw S3Error.INVALID_REQUEST.exception("Request body cannot be empty when 'write offset' is specified.");
        }
        return new Input(Long.parseLong(offset), object);
    }

    @Override
    public S3Action action(Input input) {
        return put.action(input.object());
    }

    @Override
    public Response execute(Input input, ObjectCall call) {
        Optional<StoredObject> base = catalog.objects().head(call.bucket(), call.key());
        Conditions.require(input.object().condition(), base, call.key());
        requireOffset(input, base);
        StoredObject object = decidingRaces(
                input, call, () -> base.isEmpty() ? create(input, call) : append(input, call, base.get()));
        Headers.Builder headers = Headers.builder();
        put.describe(call, object).forEach(headers::add);
        headers.add("x-amz-object-size", Long.toString(object.attributes().size()));
        return Response.empty(200, headers.build());
    }

    private static void requireOffset(Input input, Optional<StoredObject> base) {
        long size = base.map(object -> object.attributes().size()).orElse(0L);
        if (input.offset() != size) {
            throw invalidOffset(input);
        }
    }

    private static S3Exception invalidOffset(Input input) {
        return S3Error.INVALID_WRITE_OFFSET.exception().with("WriteOffset", Long.toString(input.offset()));
    }

    /** Who comes second at an offset hears that it is not the end any more, unless it gave a condition that says so. */
    private StoredObject decidingRaces(Input input, ObjectCall call, Supplier<StoredObject> change) {
        try {
            return change.get();
        } catch (S3Exception e) {
            if (e.error() != S3Error.PRECONDITION_FAILED && e.error() != S3Error.NO_SUCH_KEY) {
                throw e;
            }
            Optional<StoredObject> winner = catalog.objects().head(call.bucket(), call.key());
            Conditions.require(input.object().condition(), winner, call.key());
            throw invalidOffset(input);
        }
    }

    private StoredObject create(Input input, ObjectCall call) {
        return put.store(
                input.object().onlyWhen(new Condition.IfAbsent()),
                call,
                call.body(input.object().body()));
    }

    private StoredObject append(Input input, ObjectCall call, StoredObject base) {
        ObjectAttributes before = base.attributes();
        requireAppendable(input, before);
        ObjectLock lock =
                locks.ofNew(call, input.object().lock(), input.object().body());
        PutObject.Input appended = input.object().onlyWhen(new Condition.IfCurrent(base));
        AppendedDigests digests =
                AppendedDigests.to(before, appended.body().checks().algorithm());
        Bucket bucket = call.bucket();
        Domain domain = bucket.domain();
        Target target = new Destination.OfObject(bucket.id(), call.key()).toTarget();
        try (ContentWriter writer = dedup.write(domain, target, List.of(before.content()))) {
            ReceivedBody received = call.body(appended.body()).receive(writer::write, digests.algorithm(), etags);
            try (PendingContent more = writer.finish();
                    PendingContent whole =
                            dedup.append(domain, target, before.content(), more, digests.ofPart(received))) {
                return publisher.publish(
                        bucket,
                        call.key(),
                        digests.attributes(received, whole.content()).with(description -> description.withLock(lock)),
                        appended.condition(),
                        whole);
            }
        }
    }

    private static void requireAppendable(Input input, ObjectAttributes base) {
        PutObject.Input object = input.object();
        if (!object.headers().metadata().isEmpty()) {
            throw bothOffsetAnd("user-defined object metadata");
        }
        if (!object.tags().tags().isEmpty() || !object.acl().isEmpty()) {
            throw bothOffsetAnd("tags or access control lists");
        }
        if (base.partCount() >= MAX_PARTS) {
            throw S3Error.TOO_MANY_PARTS.exception();
        }
        long size = base.size() + input.object().body().length();
        if (size > MAX_SIZE) {
            throw S3Error.ENTITY_TOO_LARGE
                    .exception("Your proposed upload exceeds the maximum allowed size")
                    .with("ProposedSize", Long.toString(size))
                    .with("MaxSizeAllowed", Long.toString(MAX_SIZE));
        }
    }

    private static S3Exception bothOffsetAnd(String what) {
        return S3Error.INVALID_REQUEST.exception(
                "Cannot specify both a write offset value and " + what + " for existing objects.");
    }
}
