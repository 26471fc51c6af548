package io.casgate.gateway.s3.operation.object;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.Condition;
import io.casgate.catalog.Destination;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.ObjectLock;
import io.casgate.catalog.Objects;
import io.casgate.catalog.StoredObject;
import io.casgate.dedup.DedupStore;
import io.casgate.dedup.PendingContent;
import io.casgate.dedup.Target;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.operation.lock.LockHeaders;
import io.casgate.gateway.s3.operation.lock.ObjectLocks;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.KeyName;
import io.casgate.gateway.s3.request.PercentEncoding;
import io.casgate.gateway.s3.request.Preconditions;
import io.casgate.gateway.s3.request.Refusals;
import io.casgate.gateway.s3.request.WriteConditions;

/**
 * Gives an object of the bucket another key, under which it shares its blocks: no byte is moved. See {@link Objects#rename}
 * for what others can see in between.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_RenameObject.html">AWS: RenameObject</a>
 */
public final class RenameObject implements ObjectOperation<RenameObject.Input> {
    private static final String SOURCE = "x-amz-rename-source";
    private static final String SOURCE_CONDITIONS = "x-amz-rename-source-";
    private static final String TOKEN = "x-amz-client-token";

    private final Catalog catalog;
    private final DedupStore dedup;
    private final NamedObjects objects;
    private final ObjectLocks locks;

    public RenameObject(Catalog catalog, DedupStore dedup, ObjectLocks locks) {
        this.catalog = catalog;
        this.dedup = dedup;
        this.objects = new NamedObjects(catalog);
        this.locks = locks;
    }

    /** {@code condition} is on what is stored under the new key. */
    public record Input(ObjectKey source, Preconditions sourceConditions, Condition condition, LockHeaders lock) {}

    @Override
    public Input parse(Fields fields) {
        Refusals.newObject(fields);
        fields.refuse("If-Modified-Since");
        fields.refuse("If-Unmodified-Since");
        requireToken(fields);
        return new Input(
                source(fields),
                Preconditions.parse(fields, SOURCE_CONDITIONS),
                WriteConditions.parse(fields),
                LockHeaders.parse(fields));
    }

    /** A key, percent-encoded or not, with or without a slash before it. */
    private static ObjectKey source(Fields fields) {
        String header = String.valueOf(fields.header(SOURCE));
        String path = fields.header(SOURCE) == null ? null : PercentEncoding.decodePath(header);
        String key = path == null || !path.startsWith("/") ? path : path.substring(1);
        if (key == null || key.isEmpty()) {
            throw Fields.invalid("Invalid rename source.", SOURCE, header);
        }
        return new ObjectKey(KeyName.requireValid(key));
    }

    /** Renaming twice what is there once fails by itself, so that nothing has to be remembered. */
    private static void requireToken(Fields fields) {
        String token = fields.header(TOKEN);
        if (token != null && !token.matches("[!-~]{1,64}")) {
            throw Fields.invalid("The client token is not 1 to 64 characters of visible ASCII.", TOKEN, token);
        }
    }

    @Override
    public S3Action action(Input input) {
        return S3Action.PUT_OBJECT;
    }

    @Override
    public Response execute(Input input, ObjectCall call) {
        StoredObject source = source(input, call);
        if (input.source().equals(call.key())) {
            throw S3Error.INVALID_REQUEST.exception("This rename request is illegal because its source is its target.");
        }
        Conditions.require(input.condition(), catalog.objects().head(call.bucket(), call.key()), call.key());
        StoredObject renamed = rename(input, call, source);
        return Response.empty(
                200, VersionHeaders.addWritten(Headers.builder(), renamed.id()).build());
    }

    /** The object, when it may be read and removed and is as the conditions want it. */
    private StoredObject source(Input input, ObjectCall call) {
        call.access().require(S3Action.DELETE_OBJECT, input.source(), null);
        StoredObject source = objects.require(call, input.source(), S3Action.GET_OBJECT, null);
        Preconditions.Outcome outcome =
                input.sourceConditions().evaluate(source.attributes().etag(), source.lastModified());
        if (outcome != Preconditions.Outcome.PROCEED) {
            throw preconditionFailed(input, outcome);
        }
        return source;
    }

    private static S3Exception preconditionFailed(Input input, Preconditions.Outcome outcome) {
        return S3Error.PRECONDITION_FAILED
                .exception()
                .with("Condition", input.sourceConditions().failing(outcome, SOURCE_CONDITIONS));
    }

    private StoredObject rename(Input input, ObjectCall call, StoredObject source) {
        ObjectLock lock = locks.ofNew(call, input.lock());
        Bucket bucket = call.bucket();
        ObjectAttributes before = source.attributes();
        Target target = new Destination.OfObject(bucket.id(), call.key()).toTarget();
        try (PendingContent shared = dedup.share(bucket.domain(), target, before.content(), 0, before.size())) {
            ObjectAttributes attributes = new ObjectAttributes(
                    before.etag(), before.description().withLock(lock), before.checksum(), 0, shared.content());
            Objects.Renaming renaming = Publisher.naming(
                    shared,
                    () -> catalog.objects()
                            .rename(
                                    bucket,
                                    input.source(),
                                    call.key(),
                                    source,
                                    attributes,
                                    input.condition(),
                                    shared::requireAlive));
            return switch (renaming) {
                case Objects.Renaming.Renamed(StoredObject renamed) -> {
                    shared.published();
                    yield renamed;
                }
                case Objects.Renaming.SourceChanged _ -> throw S3Error.OPERATION_ABORTED.exception();
                case Objects.Renaming.PreconditionFailed _ -> throw Conditions.preconditionFailed(input.condition());
                case Objects.Renaming.NoSuchKey _ -> throw Conditions.noSuchKey(call.key());
            };
        }
    }
}
