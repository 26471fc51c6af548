package io.casgate.auth.access;

import static io.casgate.auth.policy.Policies.ALICE;
import static io.casgate.auth.policy.Policies.BOB;
import static io.casgate.auth.policy.Policies.requester;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.auth.acl.AclException;
import io.casgate.auth.acl.AclSource;
import io.casgate.auth.acl.CannedAcl;
import io.casgate.auth.acl.Grant;
import io.casgate.auth.acl.Grantee;
import io.casgate.auth.acl.Permission;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectOwnershipTest {
    private static AclSource wanted(String acl) {
        return switch (acl) {
            case "-" -> new AclSource.Unspecified();
            case "alice" ->
                new AclSource.Granted(
                        List.of(new Grant(new Grantee.User(ALICE.canonicalId()), Permission.FULL_CONTROL)));
            case "bob" ->
                new AclSource.Granted(List.of(new Grant(new Grantee.User(BOB.canonicalId()), Permission.READ)));
            default -> new AclSource.Canned(CannedAcl.of(acl));
        };
    }

    /** Whose an object in the bucket of alice is: by setting, list (or to whom the headers grant) and writer. */
    @ParameterizedTest
    @CsvSource({
        "BucketOwnerEnforced,  -,                         bob,    alice",
        "BucketOwnerEnforced,  bucket-owner-full-control, bob,    alice",
        "BucketOwnerEnforced,  alice,                     bob,    alice",
        "BucketOwnerEnforced,  bob,                       bob,    ACCESS_CONTROL_LIST_NOT_SUPPORTED",
        "BucketOwnerEnforced,  private,                   alice,  ACCESS_CONTROL_LIST_NOT_SUPPORTED",
        "BucketOwnerEnforced,  public-read,               bob,    ACCESS_CONTROL_LIST_NOT_SUPPORTED",
        "BucketOwnerPreferred, -,                         bob,    bob",
        "BucketOwnerPreferred, private,                   bob,    bob",
        "BucketOwnerPreferred, bucket-owner-full-control, bob,    alice",
        "BucketOwnerPreferred, bucket-owner-read,         bob,    bob",
        "ObjectWriter,         -,                         bob,    bob",
        "ObjectWriter,         bucket-owner-full-control, bob,    bob",
        "ObjectWriter,         -,                         alice,  alice",
        "ObjectWriter,         public-read,               nobody, alice"
    })
    void ownersOfNewObjects(String setting, String acl, String writer, String expected) {
        ObjectOwnership ownership = ObjectOwnership.of(setting);
        assertThat(ownership).isNotNull();
        assertThat(ownership.text()).isEqualTo(setting);
        String outcome;
        try {
            String owner = ownership
                    .newObject(requester(writer), ALICE.canonicalId(), wanted(acl))
                    .owner();
            outcome = owner.equals(ALICE.canonicalId()) ? "alice" : "bob";
        } catch (AclException e) {
            outcome = e.kind().name();
        }
        assertThat(outcome).isEqualTo(expected);
    }

    @Test
    void listsOfNewObjectsAreTheWanted() {
        assertThat(ObjectOwnership.OBJECT_WRITER.newObject(
                        requester("bob"), ALICE.canonicalId(), wanted("public-read")))
                .isEqualTo(CannedAcl.PUBLIC_READ.expand(BOB.canonicalId(), ALICE.canonicalId()));
        assertThat(ObjectOwnership.BUCKET_OWNER_ENFORCED.newObject(requester("bob"), ALICE.canonicalId(), wanted("-")))
                .isEqualTo(CannedAcl.PRIVATE.expand(ALICE.canonicalId(), ALICE.canonicalId()));
    }

    @Test
    void newBuckets() {
        assertThat(ObjectOwnership.OBJECT_WRITER.newBucket(ALICE.canonicalId(), wanted("public-read")))
                .isEqualTo(CannedAcl.PUBLIC_READ.expand(ALICE.canonicalId(), ALICE.canonicalId()));
        assertThat(ObjectOwnership.BUCKET_OWNER_ENFORCED.newBucket(ALICE.canonicalId(), wanted("private")))
                .isEqualTo(CannedAcl.PRIVATE.expand(ALICE.canonicalId(), ALICE.canonicalId()));
        assertThatThrownBy(() ->
                        ObjectOwnership.BUCKET_OWNER_ENFORCED.newBucket(ALICE.canonicalId(), wanted("public-read")))
                .isInstanceOf(AclException.class)
                .extracting(e -> ((AclException) e).kind())
                .isEqualTo(AclException.Kind.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP);
    }

    @Test
    void disabledListsCannotBeSet() {
        ObjectOwnership.OBJECT_WRITER.requireAcls();
        ObjectOwnership.BUCKET_OWNER_PREFERRED.requireAcls();
        assertThatThrownBy(ObjectOwnership.BUCKET_OWNER_ENFORCED::requireAcls).isInstanceOf(AclException.class);
        assertThat(ObjectOwnership.of("bucketownerenforced")).isNull();
    }
}
