package io.casgate.gateway.s3.operation;

import io.casgate.auth.Identity;
import io.casgate.auth.access.BucketAccess;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.Buckets;
import io.casgate.gateway.s3.access.Access;
import io.casgate.gateway.s3.access.BucketRules;
import io.casgate.gateway.s3.access.RequestConditions;
import io.casgate.gateway.s3.error.S3Error;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Where requests enter buckets: their own, and those that they copy from. Safe for use by any number of threads. */
public final class BucketDoor {
    private final Buckets buckets;
    private final Owners owners;
    private final InstantSource clock;
    private final BucketRules rules = new BucketRules();

    public BucketDoor(Buckets buckets, Owners owners, InstantSource clock) {
        this.buckets = buckets;
        this.owners = owners;
        this.clock = clock;
    }

    /**
     * Finds a bucket for a request. What the requester may do in it, {@link BucketCall#access} decides.
     *
     * @param expectedOwner the account id or the canonical id of whom the client believes to own it, or null
     * @throws io.casgate.gateway.s3.error.S3Exception NoSuchBucket, or AccessDenied when another owns it
     */
    public BucketCall enter(Call call, String name, @Nullable String expectedOwner) {
        Bucket bucket = buckets.find(name)
                .orElseThrow(() -> S3Error.NO_SUCH_BUCKET.exception().with("BucketName", name));
        if (expectedOwner != null && !isOwner(expectedOwner, bucket)) {
            throw S3Error.ACCESS_DENIED.exception(
                    "The bucket belongs to another than the expected owner, who is named by the 12 digits of an account"
                            + " id or by the 64 of a canonical id.");
        }
        return new BucketCall(call, bucket, access(call, bucket));
    }

    private static RequestConditions.Signer signer(Call call) {
        return new RequestConditions.Signer(call.requester(), call.signing());
    }

    private static boolean isOwner(String expected, Bucket bucket) {
        return expected.equals(bucket.owner()) || expected.equals(Identity.accountIdOf(bucket.owner()));
    }

    private Access access(Call call, Bucket bucket) {
        BucketAccess access = rules.of(bucket);
        RequestConditions conditions = access.policy() == null
                ? null
                : new RequestConditions(call.http(), call.fields(), signer(call), bucket, clock.instant());
        return new Access(call.requester(), access, owners.grantees(), conditions);
    }
}
