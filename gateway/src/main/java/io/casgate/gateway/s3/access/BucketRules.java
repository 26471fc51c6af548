package io.casgate.gateway.s3.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.casgate.auth.access.BucketAccess;
import io.casgate.auth.policy.BucketPolicy;
import io.casgate.catalog.Bucket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads what buckets' configurations say about access. Policies are parsed once and remembered by their text, so that a
 * changed one is never mistaken for its predecessor. Safe for use by any number of threads.
 */
public final class BucketRules {
    /** Characters of all remembered policies, which take about ten times as many bytes: some fifty of the longest. */
    private static final long MOST_POLICY_TEXT = 1L << 20;

    private record PolicyOf(String bucket, String text) {}

    private final Cache<PolicyOf, BucketPolicy> policies = Caffeine.newBuilder()
            .maximumWeight(MOST_POLICY_TEXT)
            .<PolicyOf, BucketPolicy>weigher((policy, _) -> policy.text.length())
            .build();

    public BucketAccess of(Bucket bucket) {
        return new BucketAccess(
                bucket.name(),
                AccessDocuments.acl(bucket),
                policy(bucket),
                AccessDocuments.publicAccessBlock(bucket),
                AccessDocuments.ownership(bucket));
    }

    /** One that cannot be read any more fails the request: nobody gets in by it. */
    private @Nullable BucketPolicy policy(Bucket bucket) {
        String text = bucket.configuration(AccessDocuments.POLICY);
        return text == null ? null : policies.get(new PolicyOf(bucket.name(), text), BucketRules::parse);
    }

    private static BucketPolicy parse(PolicyOf policy) {
        return BucketPolicy.parse(policy.text.getBytes(StandardCharsets.UTF_8), policy.bucket);
    }
}
