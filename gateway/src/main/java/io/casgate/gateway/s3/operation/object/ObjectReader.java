package io.casgate.gateway.s3.operation.object;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.Checksum;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.StoredObject;
import io.casgate.dedup.DedupStore;
import io.casgate.dedup.manifest.Content;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.lifecycle.LifecycleHeaders;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.lock.ObjectLocks;
import io.casgate.gateway.s3.request.ByteRange;
import io.casgate.gateway.s3.request.Preconditions;
import io.casgate.gateway.s3.request.ReadOptions;
import io.casgate.gateway.s3.request.ReadOptions.ChecksumMode;
import org.jspecify.annotations.Nullable;

/** What GetObject and HeadObject have in common: finding the object, its conditions, and the range to answer with. */
public final class ObjectReader {
    private final NamedObjects objects;
    private final ObjectParts parts;
    private final LifecycleHeaders lifecycle;

    public ObjectReader(Catalog catalog, DedupStore dedup, LifecycleHeaders lifecycle) {
        this.objects = new NamedObjects(catalog);
        this.parts = new ObjectParts(dedup);
        this.lifecycle = lifecycle;
    }

    /**
     * What to answer.
     *
     * @param headers everything but Content-Length
     * @param range of the object's bytes; empty for 304 and for a part that is
     */
    public record Selection(int status, Headers headers, Content content, ByteRange.Resolved range) {}

    public Selection select(ObjectCall call, S3Action action, ReadOptions options) {
        Bucket bucket = call.bucket();
        StoredObject object = objects.require(call, action, options.version());
        Content content = object.attributes().content();
        Preconditions.Outcome outcome =
                options.preconditions().evaluate(object.attributes().etag(), object.lastModified());
        return switch (outcome) {
            case FAILED ->
                throw S3Error.PRECONDITION_FAILED
                        .exception()
                        .with("Condition", options.preconditions().failing(outcome, ""));
            case NOT_MODIFIED ->
                new Selection(
                        304,
                        VersionHeaders.add(
                                        ObjectHeaders.notModified(object, options.overrides()),
                                        VersionHeaders.VERSION_ID,
                                        bucket,
                                        object.id())
                                .build(),
                        content,
                        new ByteRange.Resolved(0, 0));
            case PROCEED -> proceed(call, object, options);
        };
    }

    private Selection proceed(ObjectCall call, StoredObject object, ReadOptions options) {
        ObjectAttributes attributes = object.attributes();
        Content content = attributes.content();
        ByteRange.Resolved all = new ByteRange.Resolved(0, content.length());
        ObjectParts.Part part = options.partNumber() == null ? null : part(object, options.partNumber());
        ByteRange.Resolved range =
                part == null ? range(object, options) : new ByteRange.Resolved(part.offset(), part.size());
        ByteRange.Resolved answer = range == null ? all : range;
        Headers.Builder headers = ObjectHeaders.describe(object, options.overrides());
        VersionHeaders.add(headers, VersionHeaders.VERSION_ID, call.bucket(), object.id());
        ObjectLocks.addHeaders(headers, call, options.version(), object.attributes());
        if (options.version() == null) {
            lifecycle.addExpiration(headers, call.bucket(), call.key(), object);
        }
        if (part != null && attributes.partCount() > 0) {
            headers.add("x-amz-mp-parts-count", Integer.toString(attributes.partCount()));
        }
        if (options.checksumMode() == ChecksumMode.ENABLED) {
            if (part != null && attributes.partCount() > 0) {
                addPartChecksum(headers, part, attributes.checksum());
            } else if (answer.equals(all)) {
                Checksums.addHeaders(headers, attributes.checksum());
            }
        }
        if (range == null || range.length() == 0) {
            return new Selection(200, headers.build(), content, answer);
        }
        headers.add("Content-Range", range.contentRange(content.length()));
        return new Selection(206, headers.build(), content, range);
    }

    /** With the type of the object's checksum, also when that is composite and this one is of the part's bytes, as on AWS. */
    private static void addPartChecksum(Headers.Builder headers, ObjectParts.Part part, @Nullable Checksum ofObject) {
        if (part.checksum() != null && ofObject != null) {
            Checksums.addHeader(headers, part.checksum());
            headers.add(Checksums.TYPE_HEADER, ofObject.type().name());
        }
    }

    /** Null for all of the object. */
    private static ByteRange.@Nullable Resolved range(StoredObject object, ReadOptions options) {
        return options.range() != null && options.rangeHolds(object.attributes().etag(), object.lastModified())
                ? options.range().resolve(object.attributes().size())
                : null;
    }

    /** A part, which may be empty; an object that was uploaded at once is its own first part. */
    private ObjectParts.Part part(StoredObject object, int number) {
        int count = Math.max(1, object.attributes().partCount());
        if (number > count) {
            throw S3Error.INVALID_PART_NUMBER
                    .exception()
                    .with("ActualPartCount", Integer.toString(count))
                    .with("PartNumberRequested", Integer.toString(number));
        }
        return object.attributes().partCount() == 0
                ? new ObjectParts.Part(1, 0, object.attributes().size(), null)
                : parts.first(object, number).getLast();
    }
}
