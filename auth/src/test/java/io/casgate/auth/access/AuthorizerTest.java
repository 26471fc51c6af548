package io.casgate.auth.access;

import static io.casgate.auth.policy.Policies.ALICE;
import static io.casgate.auth.policy.Policies.BOB;
import static io.casgate.auth.policy.Policies.BUCKET;
import static io.casgate.auth.policy.Policies.requester;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.auth.acl.Acl;
import io.casgate.auth.acl.CannedAcl;
import io.casgate.auth.policy.BucketPolicy;
import io.casgate.auth.policy.Policies;
import io.casgate.auth.policy.RequestContext;
import io.casgate.auth.policy.S3Action;
import io.casgate.auth.policy.S3Action.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what in the bucket of alice, where bob is someone else and nobody does not sign. */
class AuthorizerTest {
    private static final String KEY = "public/x";

    private static @Nullable BucketPolicy policy(@Nullable String statement) {
        return statement == null
                ? null
                : Policies.statement(statement + ", 'Resource': ['arn:aws:s3:::pictures', 'arn:aws:s3:::pictures/*']");
    }

    private static BucketAccess bucket(String acl, @Nullable String statement) {
        return new BucketAccess(
                BUCKET,
                CannedAcl.of(acl).expand(ALICE.canonicalId(), ALICE.canonicalId()),
                policy(statement),
                PublicAccessBlock.NOTHING,
                ObjectOwnership.OBJECT_WRITER);
    }

    private static BucketAccess with(BucketAccess bucket, PublicAccessBlock block) {
        return new BucketAccess(bucket.name(), bucket.acl(), bucket.policy(), block, bucket.ownership());
    }

    private static BucketAccess with(BucketAccess bucket, ObjectOwnership ownership) {
        return new BucketAccess(bucket.name(), bucket.acl(), bucket.policy(), bucket.publicAccessBlock(), ownership);
    }

    /** Such as {@code bob private}: whose it is, and what list it has; null for none. */
    private static @Nullable Acl object(@Nullable String ownerAndAcl) {
        if (ownerAndAcl == null) {
            return null;
        }
        String[] parts = ownerAndAcl.split(" ", 2);
        String owner = parts[0].equals("alice") ? ALICE.canonicalId() : BOB.canonicalId();
        return CannedAcl.of(parts[1]).expand(owner, ALICE.canonicalId());
    }

    private static Decision decide(BucketAccess bucket, String who, S3Action action, @Nullable Acl object) {
        return Authorizer.decide(new AccessRequest(
                requester(who),
                action,
                bucket,
                action.target() == Target.BUCKET ? null : KEY,
                object,
                RequestContext.builder().requester(requester(who)).build()));
    }

    /** The bucket's list, an action, the object and who may; all others may not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "private                   | LIST_BUCKET           | -                               | alice",
                "private                   | PUT_BUCKET_ACL        | -                               | alice",
                "private                   | DELETE_BUCKET         | -                               | alice",
                "private                   | PUT_OBJECT            | -                               | alice",
                "private                   | GET_OBJECT            | alice private                   | alice",
                "private                   | GET_OBJECT            | alice public-read               | alice bob nobody",
                "private                   | GET_OBJECT            | alice authenticated-read        | alice bob",
                "private                   | GET_OBJECT_VERSION    | alice public-read               | alice bob nobody",
                "private                   | GET_OBJECT_ACL        | alice public-read               | alice",
                "private                   | GET_OBJECT_TAGGING    | alice public-read               | alice",
                "private                   | PUT_OBJECT_ACL        | alice public-read-write         | alice",
                "private                   | DELETE_OBJECT         | alice public-read-write         | alice",
                "private                   | GET_OBJECT            | bob private                     | bob",
                "private                   | GET_OBJECT_ACL        | bob private                     | bob",
                "private                   | GET_OBJECT            | bob bucket-owner-read           | alice bob",
                "private                   | PUT_OBJECT_ACL        | bob bucket-owner-read           | bob",
                "private                   | PUT_OBJECT_ACL        | bob bucket-owner-full-control   | alice bob",
                "private                   | DELETE_OBJECT         | bob private                     | alice",
                "private                   | DELETE_OBJECT_VERSION | bob private                     | alice",
                "private                   | BYPASS_GOVERNANCE_RETENTION | bob private               | alice",
                "private                   | ABORT_MULTIPART_UPLOAD | bob private                    | alice bob",
                "private                   | LIST_MULTIPART_UPLOAD_PARTS | alice private             | alice",
                "public-read               | LIST_BUCKET           | -                               | alice bob nobody",
                "public-read               | LIST_BUCKET_VERSIONS  | -                               | alice bob nobody",
                "public-read               | GET_OBJECT            | alice private                   | alice",
                "public-read               | PUT_OBJECT            | -                               | alice",
                "public-read               | GET_BUCKET_ACL        | -                               | alice",
                "authenticated-read        | LIST_BUCKET           | -                               | alice bob",
                "public-read-write         | PUT_OBJECT            | alice private                   | alice bob nobody",
                "public-read-write         | DELETE_OBJECT         | alice private                   | alice bob nobody",
                "public-read-write         | DELETE_OBJECT_VERSION | alice private                   | alice",
                "public-read-write         | GET_OBJECT            | alice private                   | alice",
                "public-read-write         | PUT_BUCKET_POLICY     | -                               | alice"
            })
    void accessControlLists(String bucketAcl, S3Action action, @Nullable String object, String who) {
        assertAllowed(bucket(bucketAcl, null), action, object(object), who);
    }

    private static void assertAllowed(BucketAccess bucket, S3Action action, @Nullable Acl object, String who) {
        for (String requester : new String[] {"alice", "bob", "nobody"}) {
            assertThat(decide(bucket, requester, action, object).isAllowed())
                    .as(requester)
                    .isEqualTo(who.contains(requester));
        }
    }

    /** The bucket's policy, an action, the object and who may; the bucket's list is private. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            nullValues = "-",
            value = {
                "'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject'       | GET_OBJECT    | alice private | alice bob nobody",
                "'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject'       | GET_OBJECT_ACL | alice private | alice",
                "'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject'       | GET_OBJECT    | bob private   | bob",
                "'Effect': 'Allow', 'Principal': {'AWS': 'arn:aws:iam:::user/bob'}, 'Action': 's3:*' | PUT_BUCKET_POLICY | - | alice bob",
                "'Effect': 'Allow', 'Principal': {'AWS': 'arn:aws:iam:::user/bob'}, 'Action': 's3:*' | DELETE_OBJECT | alice private | alice bob",
                "'Effect': 'Deny', 'Principal': '*', 'Action': 's3:GetObject'        | GET_OBJECT    | alice public-read | none",
                "'Effect': 'Deny', 'Principal': '*', 'Action': 's3:GetObject'        | GET_OBJECT    | bob public-read | none",
                "'Effect': 'Deny', 'Principal': '*', 'Action': 's3:*'                | LIST_BUCKET   | -             | none",
                "'Effect': 'Deny', 'Principal': '*', 'Action': 's3:*'                | GET_BUCKET_PUBLIC_ACCESS_BLOCK | - | none",
                "'Effect': 'Deny', 'Principal': '*', 'Action': 's3:*'                | GET_BUCKET_POLICY | -         | alice",
                "'Effect': 'Deny', 'Principal': '*', 'Action': 's3:*'                | PUT_BUCKET_POLICY | -         | alice",
                "'Effect': 'Deny', 'Principal': '*', 'Action': 's3:*'                | DELETE_BUCKET_POLICY | -      | alice"
            })
    void policies(String statement, S3Action action, @Nullable String object, String who) {
        assertAllowed(bucket("private", statement), action, object(object), who);
    }

    /** Who learns that an object is not there: those who could list it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            nullValues = "-",
            value = {
                "private     | -                                                                 | alice",
                "public-read | -                                                                 | alice bob nobody",
                "private     | 'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject'     | alice",
                "private     | 'Effect': 'Allow', 'Principal': '*', 'Action': 's3:ListBucket'    | alice bob nobody",
                "public-read | 'Effect': 'Deny', 'Principal': '*', 'Action': 's3:GetObject'      | none",
                "public-read | 'Effect': 'Deny', 'Principal': '*', 'Action': 's3:ListBucket'     | none",
                "private | 'Effect': 'Allow', 'Principal': '*', 'Action': 's3:ListBucket', 'Condition': {'StringLike': {'s3:prefix': 'public/*'}} | alice bob nobody",
                "private | 'Effect': 'Allow', 'Principal': '*', 'Action': 's3:ListBucket', 'Condition': {'StringLike': {'s3:prefix': 'other/*'}}  | alice"
            })
    void absentObjects(String bucketAcl, @Nullable String statement, String who) {
        assertAllowed(bucket(bucketAcl, statement), S3Action.GET_OBJECT, null, who);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "GET_OBJECT  | bob public-read | alice",
                "GET_OBJECT  | alice private   | alice",
                "PUT_OBJECT  | -               | alice",
                "LIST_BUCKET | -               | alice"
            })
    void whenTheBucketOwnerOwnsAllListsDoNotCount(S3Action action, @Nullable String object, String who) {
        BucketAccess bucket = with(bucket("public-read-write", null), ObjectOwnership.BUCKET_OWNER_ENFORCED);
        assertAllowed(bucket, action, object(object), who);
        assertThat(bucket.isPublic()).isFalse();
    }

    @Test
    void whenTheBucketOwnerOwnsAllThePolicyGovernsWhatOthersWrote() {
        BucketAccess bucket = bucket("private", "'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject'");
        assertAllowed(bucket, S3Action.GET_OBJECT, object("bob private"), "bob");
        assertAllowed(
                with(bucket, ObjectOwnership.BUCKET_OWNER_ENFORCED),
                S3Action.GET_OBJECT,
                object("bob private"),
                "alice bob nobody");
    }

    @Test
    void ignoredPublicListsGrantOnlyToTheNamed() {
        PublicAccessBlock ignoring = new PublicAccessBlock(false, true, false, false);
        BucketAccess bucket = with(bucket("public-read", null), ignoring);
        assertAllowed(bucket, S3Action.LIST_BUCKET, null, "alice");
        assertAllowed(bucket, S3Action.GET_OBJECT, object("alice public-read"), "alice");
        assertAllowed(bucket, S3Action.GET_OBJECT, object("bob bucket-owner-read"), "alice bob");
    }

    @Test
    void restrictedBucketsWithPublicPoliciesAreTheOwnersOnly() {
        PublicAccessBlock restricting = new PublicAccessBlock(false, false, false, true);
        BucketAccess open = bucket("private", "'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject'");
        assertAllowed(with(open, restricting), S3Action.GET_OBJECT, object("alice private"), "alice");
        BucketAccess forBob = bucket(
                "private",
                "'Effect': 'Allow', 'Principal': {'AWS': 'arn:aws:iam:::user/bob'}, 'Action': 's3:GetObject'");
        assertAllowed(with(forBob, restricting), S3Action.GET_OBJECT, object("alice private"), "alice bob");
    }

    @Test
    void denialsSayWhatWasAskedAndWhyItIsRefused() {
        Decision byPolicy = decide(
                bucket("private", "'Effect': 'Deny', 'Principal': '*', 'Action': 's3:GetObject'"),
                "bob",
                S3Action.GET_OBJECT,
                object("alice private"));
        assertThat(byPolicy)
                .isEqualTo(
                        new Decision.Denied(
                                "User: " + BOB.arn() + " is not authorized to perform: s3:GetObject on"
                                        + " resource: \"arn:aws:s3:::pictures/public/x\" with an explicit deny in a resource-based policy"));
        assertThat(decide(bucket("private", null), "bob", S3Action.LIST_BUCKET, null))
                .isEqualTo(new Decision.Denied("User: " + BOB.arn() + " is not authorized to perform: s3:ListBucket on"
                        + " resource: \"arn:aws:s3:::pictures\" because no resource-based policy allows the"
                        + " s3:ListBucket action"));
        assertThat(decide(bucket("private", null), "nobody", S3Action.LIST_BUCKET, null))
                .isEqualTo(new Decision.Denied("Access Denied"));
    }

    @Test
    void everyoneWhoSignsHasBucketsOfTheirOwn() {
        for (S3Action action : new S3Action[] {S3Action.CREATE_BUCKET, S3Action.LIST_ALL_MY_BUCKETS}) {
            assertThat(Authorizer.decide(requester("bob"), action).isAllowed()).isTrue();
            assertThat(Authorizer.decide(requester("nobody"), action).isAllowed())
                    .isFalse();
        }
        assertThatThrownBy(() -> Authorizer.decide(requester("bob"), S3Action.LIST_BUCKET))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"LIST_BUCKET, key", "GET_OBJECT, ", "PUT_OBJECT, ", "CREATE_BUCKET, "})
    void actionsOnObjectsHaveAKeyAndOthersHaveNot(S3Action action, @Nullable String key) {
        BucketAccess bucket = bucket("private", null);
        assertThatThrownBy(() -> new AccessRequest(requester("bob"), action, bucket, key, null, RequestContext.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void publicConfigurationsCanBeRefused() {
        BucketPolicy open =
                Policies.statement("'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject', 'Resource': '*'");
        BucketPolicy closed =
                Policies.statement("'Effect': 'Deny', 'Principal': '*', 'Action': 's3:GetObject', 'Resource': '*'");
        Acl publicRead = CannedAcl.PUBLIC_READ.expand(ALICE.canonicalId(), ALICE.canonicalId());
        Acl privately = CannedAcl.PRIVATE.expand(ALICE.canonicalId(), ALICE.canonicalId());
        assertThat(PublicAccessBlock.EVERYTHING.refuses(open)).isTrue();
        assertThat(PublicAccessBlock.EVERYTHING.refuses(closed)).isFalse();
        assertThat(PublicAccessBlock.EVERYTHING.refuses(publicRead)).isTrue();
        assertThat(PublicAccessBlock.EVERYTHING.refuses(privately)).isFalse();
        assertThat(PublicAccessBlock.NOTHING.refuses(open)).isFalse();
        assertThat(PublicAccessBlock.NOTHING.refuses(publicRead)).isFalse();
        assertThat(bucket("public-read", null).isPublic()).isTrue();
        assertThat(bucket("private", null).isPublic()).isFalse();
    }
}
