package io.casgate.gateway.s3.operation.object;

import io.casgate.auth.acl.Acl;
import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.Condition;
import io.casgate.catalog.Destination;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.ObjectDescription;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.StoredObject;
import io.casgate.dedup.ContentWriter;
import io.casgate.dedup.DedupStore;
import io.casgate.dedup.PendingContent;
import io.casgate.dedup.Target;
import io.casgate.dedup.manifest.Content;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.lifecycle.LifecycleHeaders;
import io.casgate.gateway.s3.access.AclText;
import io.casgate.gateway.s3.body.BodyIntake;
import io.casgate.gateway.s3.body.Etags;
import io.casgate.gateway.s3.body.ReceivedBody;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.operation.lock.LockHeaders;
import io.casgate.gateway.s3.operation.lock.ObjectLocks;
import io.casgate.gateway.s3.operation.tagging.NewTags;
import io.casgate.gateway.s3.request.AclHeaders;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.KeptHeaders;
import io.casgate.gateway.s3.request.Refusals;
import io.casgate.gateway.s3.request.TagSet;
import io.casgate.gateway.s3.request.WriteConditions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores an object. */
public final class PutObject implements ObjectOperation<PutObject.Input> {
    private final Catalog catalog;
    private final DedupStore dedup;
    private final Publisher publisher;
    private final ObjectLocks locks;
    private final LifecycleHeaders lifecycle;
    private final Etags etags;

    public PutObject(Catalog catalog, DedupStore dedup, ObjectLocks locks, LifecycleHeaders lifecycle, Etags etags) {
        this.catalog = catalog;
        this.dedup = dedup;
        this.publisher = new Publisher(catalog.objects());
        this.locks = locks;
        this.lifecycle = lifecycle;
        this.etags = etags;
    }

    public record Input(
            KeptHeaders headers,
            TagSet tags,
            AclHeaders acl,
            LockHeaders lock,
            Condition condition,
            BodyDeclaration body) {
        /** The same under one more condition. */
        Input onlyWhen(Condition more) {
            return new Input(headers, tags, acl, lock, new Condition.All(List.of(condition, more)), body);
        }
    }

    @Override
    public Input parse(Fields fields) {
        Refusals.newContent(fields);
        return new Input(
                KeptHeaders.parse(fields),
                TagSet.inHeader(fields),
                AclHeaders.parse(fields),
                LockHeaders.parse(fields),
                WriteConditions.parse(fields),
                BodyDeclaration.parseUpload(fields));
    }

    @Override
    public S3Action action(Input input) {
        return S3Action.PUT_OBJECT;
    }

    @Override
    public Response execute(Input input, ObjectCall call) {
        StoredObject object = store(input, call, call.body(input.body()));
        return Response.empty(200, describe(call, object));
    }

    /** Stores what {@code body} brings, of which nothing was read yet, for who may write the object. */
    public StoredObject store(Input input, ObjectCall call, BodyIntake body) {
        Bucket bucket = call.bucket();
        ObjectKey key = call.key();
        Map<String, String> tags = NewTags.require(call, input.tags());
        Acl acl = call.access().newObject(key, input.acl());
        ObjectDescription description =
                description(input, acl, tags).withLock(locks.ofNew(call, input.lock(), input.body()));
        Optional<StoredObject> current = catalog.objects().head(bucket, key);
        Conditions.require(input.condition(), current, key);

        Target target = new Destination.OfObject(bucket.id(), key).toTarget();
        try (ContentWriter writer = dedup.write(bucket.domain(), target, similar(current))) {
            ReceivedBody received = body.receive(writer::write, null, etags);
            try (PendingContent content = writer.finish()) {
                ObjectAttributes attributes = attributes(description, received, content.content());
                return publisher.publish(bucket, key, attributes, input.condition(), content);
            }
        }
    }

    private static List<Content> similar(Optional<StoredObject> current) {
        return current.map(object -> List.of(object.attributes().content())).orElse(List.of());
    }

    private static ObjectDescription description(Input input, Acl acl, Map<String, String> tags) {
        return ObjectDescription.of(acl.owner())
                .withAcl(AclText.write(acl, acl.owner()))
                .withHeaders(input.headers().headers())
                .withMetadata(input.headers().metadata())
                .withTags(tags);
    }

    private static ObjectAttributes attributes(ObjectDescription description, ReceivedBody received, Content content) {
        return new ObjectAttributes(received.etag(), description, Checksums.stored(received.checksum()), 0, content);
    }

    /** What the client is told of what it stored. */
    public Headers describe(ObjectCall call, StoredObject object) {
        ObjectAttributes attributes = object.attributes();
        Headers.Builder headers = Headers.builder().add("ETag", ObjectHeaders.quoted(attributes.etag()));
        Checksums.addHeaders(headers, attributes.checksum());
        VersionHeaders.addWritten(headers, object.id());
        lifecycle.addExpiration(headers, call.bucket(), call.key(), object);
        return headers.build();
    }
}
