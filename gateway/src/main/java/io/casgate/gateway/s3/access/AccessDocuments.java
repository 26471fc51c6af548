package io.casgate.gateway.s3.access;

import io.casgate.auth.access.ObjectOwnership;
import io.casgate.auth.access.PublicAccessBlock;
import io.casgate.auth.acl.Acl;
import io.casgate.catalog.Bucket;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The documents of a bucket's configuration that say who may do what, under the names that the catalog keeps them by.
 * Their forms are specified in docs/DATA_MODEL.md.
 */
public final class AccessDocuments {
    /** As it was put. */
    public static final String POLICY = "policy";
    /** {@link AclText}. */
    public static final String ACL = "acl";
    /** AWS's name of the setting. */
    public static final String OWNERSHIP = "object-ownership";
    /** AWS's names of the settings that are on. */
    public static final String PUBLIC_ACCESS_BLOCK = "public-access-block";

    private static final String BLOCK_PUBLIC_ACLS = "BlockPublicAcls";
    private static final String IGNORE_PUBLIC_ACLS = "IgnorePublicAcls";
    private static final String BLOCK_PUBLIC_POLICY = "BlockPublicPolicy";
    private static final String RESTRICT_PUBLIC_BUCKETS = "RestrictPublicBuckets";

    private AccessDocuments() {}

    public static Acl acl(Bucket bucket) {
        return AclText.read(bucket.configuration(ACL), bucket.owner());
    }

    /** Where it was never set, writers own what they write: see docs/decisions/0009-lists-count-by-default.md. */
    public static ObjectOwnership ownership(Bucket bucket) {
        String name = bucket.configuration(OWNERSHIP);
        return name == null
                ? ObjectOwnership.OBJECT_WRITER
                : Objects.requireNonNull(ObjectOwnership.of(name), () -> "Not an ownership: " + name);
    }

    /** Where it was never set, nothing is refused. */
    public static PublicAccessBlock publicAccessBlock(Bucket bucket) {
        String names = bucket.configuration(PUBLIC_ACCESS_BLOCK);
        if (names == null) {
            return PublicAccessBlock.NOTHING;
        }
        Set<String> on = Arrays.stream(names.split(" ", -1)).collect(Collectors.toSet());
        return new PublicAccessBlock(
                on.contains(BLOCK_PUBLIC_ACLS),
                on.contains(IGNORE_PUBLIC_ACLS),
                on.contains(BLOCK_PUBLIC_POLICY),
                on.contains(RESTRICT_PUBLIC_BUCKETS));
    }

    public static String text(PublicAccessBlock block) {
        return Stream.of(
                        block.blockPublicAcls() ? BLOCK_PUBLIC_ACLS : "",
                        block.ignorePublicAcls() ? IGNORE_PUBLIC_ACLS : "",
                        block.blockPublicPolicy() ? BLOCK_PUBLIC_POLICY : "",
                        block.restrictPublicBuckets() ? RESTRICT_PUBLIC_BUCKETS : "")
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
