package io.casgate.gateway.s3.operation.object;

import io.casgate.auth.acl.Acl;
import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.Checksum;
import io.casgate.catalog.Condition;
import io.casgate.catalog.Destination;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.ObjectDescription;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.ObjectLock;
import io.casgate.catalog.StoredObject;
import io.casgate.dedup.DedupStore;
import io.casgate.dedup.PendingContent;
import io.casgate.dedup.Target;
import io.casgate.dedup.manifest.Content;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.lifecycle.LifecycleHeaders;
import io.casgate.gateway.s3.access.AclText;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.BucketDoor;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.operation.lock.LockHeaders;
import io.casgate.gateway.s3.operation.lock.ObjectLocks;
import io.casgate.gateway.s3.operation.tagging.NewTags;
import io.casgate.gateway.s3.request.AclHeaders;
import io.casgate.gateway.s3.request.ByteRange;
import io.casgate.gateway.s3.request.CopySource;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.HttpDates;
import io.casgate.gateway.s3.request.KeptHeaders;
import io.casgate.gateway.s3.request.ObjectChecksums;
import io.casgate.gateway.s3.request.Preconditions;
import io.casgate.gateway.s3.request.Refusals;
import io.casgate.gateway.s3.request.TagSet;
import io.casgate.gateway.s3.request.WriteConditions;
import io.casgate.gateway.s3.xml.XmlWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes an object of another. The copy shares the source's blocks, and no byte is moved; it also keeps the source's ETag,
 * which, for an object that was uploaded in parts, is not the MD5 of its bytes.
 */
public final class CopyObject implements ObjectOperation<CopyObject.Input> {
    /** What a copy does not take over from its source. */
    private static final List<String> GIVEN_ANEW = List.of(KeptHeaders.STORAGE_CLASS, KeptHeaders.REDIRECT);

    private final CopySources sources;
    private final Catalog catalog;
    private final Publisher publisher;
    private final ObjectLocks locks;
    private final LifecycleHeaders lifecycle;

    public CopyObject(
            Catalog catalog, DedupStore dedup, BucketDoor door, ObjectLocks locks, LifecycleHeaders lifecycle) {
        this.catalog = catalog;
        this.sources = new CopySources(catalog, dedup, door);
        this.publisher = new Publisher(catalog.objects());
        this.locks = locks;
        this.lifecycle = lifecycle;
    }

    /** Where the copy's kept headers, or its tags, come from. */
    public enum Directive {
        COPY,
        REPLACE
    }

    /**
     * What to make of which object.
     *
     * @param metadata x-amz-metadata-directive
     * @param headers what the request gives, whether or not it counts
     * @param tagging x-amz-tagging-directive
     * @param tags what the request gives, whether or not it counts
     * @param checksumAlgorithm of the copy, or null to keep the source's
     */
    public record Input(
            CopySource source,
            Preconditions sourceConditions,
            Directive metadata,
            KeptHeaders headers,
            Directive tagging,
            TagSet tags,
            AclHeaders acl,
            LockHeaders lock,
            Condition condition,
            @Nullable ChecksumAlgorithm checksumAlgorithm) {}

    @Override
    public Input parse(Fields fields) {
        Refusals.newObject(fields);
        return new Input(
                CopySource.parse(fields),
                Preconditions.parse(fields, CopySource.CONDITIONS),
                directive(fields, "x-amz-metadata-directive"),
                KeptHeaders.parse(fields),
                directive(fields, "x-amz-tagging-directive"),
                TagSet.inHeader(fields),
                AclHeaders.parse(fields),
                LockHeaders.parse(fields),
                WriteConditions.parse(fields),
                ObjectChecksums.algorithm(fields));
    }

    @Override
    public S3Action action(Input input) {
        return S3Action.PUT_OBJECT;
    }

    @Override
    public Response execute(Input input, ObjectCall call) {
        call.requireIdentity("Anonymous users cannot copy objects. Please authenticate.");
        Acl acl = call.access().newObject(call.key(), input.acl());
        CopySources.Source source = sources.require(input.source(), input.sourceConditions(), call);
        requireChange(input, call, source.object().attributes());
        ObjectLock lock = locks.ofNew(call, input.lock());
        Map<String, String> tags = input.tagging() == Directive.COPY
                ? source.object().attributes().tags()
                : NewTags.require(call, input.tags());
        Bucket bucket = call.bucket();
        ObjectKey key = call.key();
        Conditions.require(input.condition(), catalog.objects().head(bucket, key), key);

        Checksum checksum = checksum(input, source);
        ByteRange.Resolved all = new ByteRange.Resolved(0, source.content().length());
        Target target = new Destination.OfObject(bucket.id(), key).toTarget();
        try (PendingContent content = sources.share(source, all, bucket.domain(), target)) {
            ObjectAttributes attributes = attributes(input, acl, source, tags, checksum, content.content())
                    .with(description -> description.withLock(lock));
            StoredObject copy = publisher.publish(bucket, key, attributes, input.condition(), content);
            Headers.Builder headers = VersionHeaders.addWritten(source.headers(), copy.id());
            return render(copy, lifecycle.addExpiration(headers, bucket, key, copy));
        }
    }

    private static void requireChange(Input input, ObjectCall call, ObjectAttributes source) {
        boolean itself = input.source().version() == null
                && input.source().bucket().equals(call.bucket().name())
                && input.source().key().equals(call.key().value());
        boolean unchanged = input.metadata() == Directive.COPY
                && input.tagging() == Directive.COPY
                && input.headers().headers().get(KeptHeaders.REDIRECT) == null
                && Objects.equals(
                        input.headers().headers().get(KeptHeaders.STORAGE_CLASS),
                        source.headers().get(KeptHeaders.STORAGE_CLASS))
                && input.checksumAlgorithm() == null;
        if (itself && unchanged) {
            throw S3Error.INVALID_REQUEST.exception(
                    "This copy request is illegal because it is trying to copy an object to itself without changing the"
                            + " object's metadata, storage class, website redirect location or encryption attributes.");
        }
    }

    /** Another checksum than the source's has to be computed, for which alone the source is read. */
    private @Nullable Checksum checksum(Input input, CopySources.Source source) {
        Checksum kept = source.object().attributes().checksum();
        ChecksumAlgorithm wanted = input.checksumAlgorithm();
        if (wanted == null || (kept != null && kept.algorithm().equals(wanted.name()))) {
            return kept;
        }
        ByteRange.Resolved all = new ByteRange.Resolved(0, source.content().length());
        return Checksums.stored(
                sources.digest(source.content(), all, Set.of(wanted)).get(wanted));
    }

    private static ObjectAttributes attributes(
            Input input,
            Acl acl,
            CopySources.Source source,
            Map<String, String> tags,
            @Nullable Checksum checksum,
            Content content) {
        ObjectAttributes original = source.object().attributes();
        boolean copied = input.metadata() == Directive.COPY;
        return new ObjectAttributes(
                original.etag(),
                ObjectDescription.of(acl.owner())
                        .withAcl(AclText.write(acl, acl.owner()))
                        .withHeaders(
                                copied
                                        ? copiedHeaders(input, original)
                                        : input.headers().headers())
                        .withMetadata(
                                copied ? original.metadata() : input.headers().metadata())
                        .withTags(tags),
                checksum,
                0,
                content);
    }

    private static Map<String, String> copiedHeaders(Input input, ObjectAttributes original) {
        Map<String, String> headers = new HashMap<>(original.headers());
        for (String name : GIVEN_ANEW) {
            headers.remove(name);
            String given = input.headers().headers().get(name);
            if (given != null) {
                headers.put(name, given);
            }
        }
        return headers;
    }

    private static Directive directive(Fields fields, String header) {
        String value = fields.header(header);
        if (value == null || value.equals("COPY")) {
            return Directive.COPY;
        }
        if (value.equals("REPLACE")) {
            return Directive.REPLACE;
        }
        throw Fields.invalid("Unknown directive.", header, value);
    }

    private static Response render(StoredObject copy, Headers.Builder headers) {
        Checksum checksum = copy.attributes().checksum();
        XmlWriter xml = XmlWriter.document("CopyObjectResult")
                .element("LastModified", HttpDates.xml(copy.lastModified()))
                .element("ETag", ObjectHeaders.quoted(copy.attributes().etag()));
        Checksums.writeElement(xml, checksum);
        xml.optional("ChecksumType", checksum == null ? null : checksum.type().name());
        return Responses.xml(xml, headers);
    }
}
