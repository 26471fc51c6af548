package io.casgate.gateway.s3.operation.object;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.StoredObject;
import io.casgate.dedup.ContentReader;
import io.casgate.dedup.ContentWriter;
import io.casgate.dedup.DedupStore;
import io.casgate.dedup.Domain;
import io.casgate.dedup.PendingContent;
import io.casgate.dedup.Target;
import io.casgate.dedup.manifest.Content;
import io.casgate.gateway.digest.Checksum;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.digest.ContentDigests;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketDoor;
import io.casgate.gateway.s3.operation.Call;
import io.casgate.gateway.s3.request.ByteRange;
import io.casgate.gateway.s3.request.CopySource;
import io.casgate.gateway.s3.request.Preconditions;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The objects that are copied from. */
public final class CopySources {
    private final NamedObjects objects;
    private final DedupStore dedup;
    private final BucketDoor door;

    public CopySources(Catalog catalog, DedupStore dedup, BucketDoor door) {
        this.objects = new NamedObjects(catalog);
        this.dedup = dedup;
        this.door = door;
    }

    /** An object in its bucket. */
    public record Source(StoredObject object, Bucket bucket) {
        /** Tells which version it is. */
        public Headers.Builder headers() {
            return VersionHeaders.add(Headers.builder(), VersionHeaders.COPY_SOURCE_VERSION_ID, bucket, object.id());
        }

        public Content content() {
            return object.attributes().content();
        }
    }

    /** The object, when who sent the call may read it and it is as the conditions want it. */
    public Source require(CopySource source, Preconditions conditions, Call call) {
        String expectedOwner = call.fields().header("x-amz-source-expected-bucket-owner");
        BucketCall reading = door.enter(call, source.bucket(), expectedOwner);
        StoredObject object = object(source, reading);
        Preconditions.Outcome outcome = conditions.evaluate(object.attributes().etag(), object.lastModified());
        if (outcome != Preconditions.Outcome.PROCEED) {
            throw S3Error.PRECONDITION_FAILED
                    .exception()
                    .with("Condition", conditions.failing(outcome, "x-amz-copy-source-"));
        }
        return new Source(object, reading.bucket());
    }

    private StoredObject object(CopySource source, BucketCall reading) {
        try {
            S3Action action = source.version() == null ? S3Action.GET_OBJECT : S3Action.GET_OBJECT_VERSION;
            return objects.require(reading, new ObjectKey(source.key()), action, source.version());
        } catch (S3Exception e) {
            if (e.error() == S3Error.METHOD_NOT_ALLOWED) {
                throw S3Error.INVALID_REQUEST.exception(
                        "The source of a copy request may not specifically refer to a delete marker by version id.");
            }
            throw e;
        }
    }

    /** The range's bytes for {@code target} in {@code domain}: shared within a domain, stored anew from one to another. */
    public PendingContent share(Source source, ByteRange.Resolved range, Domain domain, Target target) {
        if (source.bucket.domain().equals(domain)) {
            return dedup.share(domain, target, source.content(), range.offset(), range.length());
        }
        try (ContentWriter writer = dedup.write(domain, target, List.of());
                ContentReader reader = dedup.read(source.content(), range.offset(), range.length())) {
            for (ByteBuffer bytes = reader.next(); bytes != null; bytes = reader.next()) {
                writer.write(bytes.duplicate());
            }
            return writer.finish();
        }
    }

    /** Reads the range to compute its checksums by these algorithms. */
    public Map<ChecksumAlgorithm, Checksum> digest(
            Content content, ByteRange.Resolved range, Set<ChecksumAlgorithm> algorithms) {
        ContentDigests digests = new ContentDigests(algorithms);
        try (ContentReader reader = dedup.read(content, range.offset(), range.length())) {
            for (ByteBuffer bytes = reader.next(); bytes != null; bytes = reader.next()) {
                digests.update(bytes);
            }
        }
        return digests.finish();
    }
}
