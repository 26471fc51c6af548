package io.casgate.gateway.s3.operation.lock;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.ObjectLock;
import io.casgate.catalog.ObjectLock.LegalHold;
import io.casgate.catalog.ObjectLock.Retention;
import io.casgate.catalog.VersionId;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketDocument;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ParsedDocuments;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.xml.XmlReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The locks of buckets, and of objects that are stored in them. Safe for use by any number of threads. */
public final class ObjectLocks {
    /** What a bucket keeps from when its lock is enabled. */
    public static final String ENABLED = new BucketLock(null).write().text();

    private final ParsedDocuments<BucketLock> locks = new ParsedDocuments<>(
            BucketDocument.OBJECT_LOCK,
            text -> BucketLock.read(XmlReader.read(text.getBytes(StandardCharsets.UTF_8), BucketLock.ROOT)));
    private final InstantSource clock;

    public ObjectLocks(InstantSource clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Whether versions in the bucket can be locked. */
    public static boolean isEnabled(Bucket bucket) {
        return BucketDocument.OBJECT_LOCK.in(bucket) != null;
    }

    /**
     * Lets pass what needs a lock on the bucket.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception InvalidRequest
     */
    static void requireEnabled(BucketCall call) {
        if (!isEnabled(call.bucket())) {
            throw S3Error.INVALID_REQUEST.exception("Bucket is missing Object Lock Configuration");
        }
    }

    /**
     * The lock of an object that is about to be stored: what its request says, or else the bucket's default.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception InvalidRequest, InvalidArgument, or AccessDenied
     */
    public ObjectLock ofNew(ObjectCall call, LockHeaders wanted) {
        if (!wanted.isEmpty()) {
            requireEnabled(call);
        }
        BucketLock bucket = locks.in(call.bucket());
        if (bucket == null) {
            return ObjectLock.NONE;
        }
        LegalHold hold = wanted.legalHold();
        if (hold != null) {
            call.access().requireOnNew(S3Action.PUT_OBJECT_LEGAL_HOLD, call.key());
        }
        return new ObjectLock(retention(call, wanted, bucket), hold == null ? LegalHold.NEVER_SET : hold);
    }

    private @Nullable Retention retention(ObjectCall call, LockHeaders wanted, BucketLock bucket) {
        Retention retention = wanted.retention();
        if (retention == null) {
            return bucket.byDefault() == null ? null : bucket.byDefault().from(now());
        }
        Retentions.requireAhead(retention, now());
        call.access().requireOnNew(S3Action.PUT_OBJECT_RETENTION, call.key());
        return retention;
    }

    /**
     * As {@link #ofNew(ObjectCall, LockHeaders)}, of an object that comes with the request, whose content must be vouched for
     * when it is locked.
     */
    public ObjectLock ofNew(ObjectCall call, LockHeaders wanted, BodyDeclaration body) {
        ObjectLock lock = ofNew(call, wanted);
        if (!lock.equals(ObjectLock.NONE) && !body.checks().any()) {
            throw S3Error.INVALID_REQUEST.exception(
                    "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object"
                            + " requests with Object Lock parameters");
        }
        return lock;
    }

    /** Tells of an object's lock what the requester may know. */
    public static void addHeaders(
            Headers.Builder headers, ObjectCall call, @Nullable VersionId version, ObjectAttributes object) {
        Retention retention = object.lock().retention();
        if (retention != null
                && call.access().allowsObject(S3Action.GET_OBJECT_RETENTION, call.key(), version, object)) {
            headers.add(LockHeaders.MODE, retention.mode().name())
                    .add(LockHeaders.UNTIL, Retentions.text(retention.until()));
        }
        LegalHold hold = object.lock().legalHold();
        if (hold != LegalHold.NEVER_SET
                && call.access().allowsObject(S3Action.GET_OBJECT_LEGAL_HOLD, call.key(), version, object)) {
            headers.add(LockHeaders.LEGAL_HOLD, hold.name());
        }
    }
}
