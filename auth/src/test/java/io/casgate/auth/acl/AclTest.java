package io.casgate.auth.acl;

import static io.casgate.auth.policy.Policies.ALICE;
import static io.casgate.auth.policy.Policies.BOB;
import static io.casgate.auth.policy.Policies.requester;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.casgate.auth.Identities;
import io.casgate.auth.Identity;
import io.casgate.auth.acl.AclException.Kind;
import io.casgate.auth.policy.S3Action;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AclTest {
    private static final Identity CAROL =
            new Identity("carol", "AKCAROL", "carol's secret", Identity.canonicalIdOf("carol"), "Carol@example.com");
    private static final Grantees GRANTEES = new Grantees(new Identities(List.of(ALICE, BOB, CAROL)));

    /** Such as {@code alice:READ AllUsers:WRITE}. */
    private static String describe(List<Grant> grants) {
        return grants.stream()
                .map(grant -> describe(grant.grantee()) + ":" + grant.permission())
                .collect(Collectors.joining(" "));
    }

    private static String describe(Grantee grantee) {
        return switch (grantee) {
            case Grantee.User(String id) ->
                List.of(ALICE, BOB, CAROL).stream()
                        .filter(identity -> identity.canonicalId().equals(id))
                        .map(Identity::name)
                        .findFirst()
                        .orElse(id);
            case Grantee.Members(Group group) ->
                group.uri().substring(group.uri().lastIndexOf('/') + 1);
        };
    }

    /** Lists of what alice has in a bucket of bob's. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "private                   | alice:FULL_CONTROL                                        | false",
                "public-read               | alice:FULL_CONTROL AllUsers:READ                          | true",
                "public-read-write         | alice:FULL_CONTROL AllUsers:READ AllUsers:WRITE           | true",
                "authenticated-read        | alice:FULL_CONTROL AuthenticatedUsers:READ                | true",
                "bucket-owner-read         | alice:FULL_CONTROL bob:READ                               | false",
                "bucket-owner-full-control | alice:FULL_CONTROL bob:FULL_CONTROL                       | false",
                "log-delivery-write        | alice:FULL_CONTROL LogDelivery:WRITE LogDelivery:READ_ACP | false",
                "aws-exec-read             | alice:FULL_CONTROL                                        | false"
            })
    void cannedLists(String name, String grants, boolean isPublic) {
        Acl acl = CannedAcl.of(name).expand(ALICE.canonicalId(), BOB.canonicalId());
        assertThat(acl.owner()).isEqualTo(ALICE.canonicalId());
        assertThat(describe(acl.grants())).isEqualTo(grants);
        assertThat(acl.isPublic()).isEqualTo(isPublic);
        assertThat(acl.withoutPublicGrants().isPublic()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"bucket-owner-read", "bucket-owner-full-control"})
    void bucketOwnersNeedNoGrantOnWhatIsTheirs(String name) {
        Acl acl = CannedAcl.of(name).expand(ALICE.canonicalId(), ALICE.canonicalId());
        assertThat(describe(acl.grants())).isEqualTo("alice:FULL_CONTROL");
    }

    @Test
    void unknownNamesOfLists() {
        assertThatThrownBy(() -> CannedAcl.of("Public-Read"))
                .asInstanceOf(type(AclException.class))
                .returns(Kind.INVALID_ARGUMENT, AclException::kind);
    }

    /** Headers without their prefix, and the grants they make or the error they get. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "grant-read         | id=\"BOB\"                              | bob:READ",
                "grant-read         | id=BOB                                  | bob:READ",
                "grant-full-control | id=\"BOB\", id=\"ALICE\"                | bob:FULL_CONTROL alice:FULL_CONTROL",
                "grant-write        | uri=\"http://acs.amazonaws.com/groups/global/AllUsers\" | AllUsers:WRITE",
                "grant-write-acp    | uri=http://acs.amazonaws.com/groups/global/AuthenticatedUsers | AuthenticatedUsers:WRITE_ACP",
                "grant-read-acp     | uri=\"http://acs.amazonaws.com/groups/s3/LogDelivery\" | LogDelivery:READ_ACP",
                "grant-read         | emailAddress=\"carol@EXAMPLE.com\"      | carol:READ",
                "grant-read         | emailAddress=\"dave@example.com\"       | UNRESOLVABLE_GRANT_BY_EMAIL_ADDRESS",
                "grant-read         | id=\"0123\"                             | INVALID_ARGUMENT",
                "grant-read         | uri=\"http://example.com/AllUsers\"     | INVALID_ARGUMENT",
                "grant-read         | name=\"bob\"                            | INVALID_ARGUMENT",
                "grant-read         | BOB                                     | INVALID_ARGUMENT",
                "grant-read         | id=\"BOB\",                             | INVALID_ARGUMENT",
                "grant-read         | ``                                      | INVALID_ARGUMENT",
                "acl                | public-read                             | PUBLIC_READ",
                "acl                | public                                  | INVALID_ARGUMENT"
            })
    void headers(String header, String value, String expected) {
        String ids = value.replace("BOB", BOB.canonicalId()).replace("ALICE", ALICE.canonicalId());
        assertThat(outcome(Map.of("x-amz-" + header, ids))).isEqualTo(expected);
    }

    private static String outcome(Map<String, String> headers) {
        try {
            return switch (AclSource.of(headers::get, GRANTEES)) {
                case AclSource.Unspecified nothing -> "";
                case AclSource.Canned(CannedAcl acl) -> acl.name();
                case AclSource.Granted(List<Grant> grants) -> describe(grants);
            };
        } catch (AclException e) {
            return e.kind().name();
        }
    }

    @Test
    void severalHeaders() {
        Map<String, String> headers = new HashMap<>();
        assertThat(outcome(headers)).isEmpty();
        headers.put("x-amz-grant-write", "id=" + ALICE.canonicalId());
        headers.put("x-amz-grant-read", "id=" + BOB.canonicalId());
        assertThat(outcome(headers)).isEqualTo("bob:READ alice:WRITE");
        headers.put("x-amz-acl", "private");
        assertThat(outcome(headers)).isEqualTo("INVALID_REQUEST");
    }

    @Test
    void anUnspecifiedListIsPrivateAndGrantsReplaceTheOwners() {
        assertThat(describe(AclSource.of(header -> null, GRANTEES)
                        .expand(ALICE.canonicalId(), BOB.canonicalId())
                        .grants()))
                .isEqualTo("alice:FULL_CONTROL");
        Map<String, String> headers = Map.of("x-amz-grant-read", "id=" + BOB.canonicalId());
        assertThat(describe(AclSource.of(headers::get, GRANTEES)
                        .expand(ALICE.canonicalId(), BOB.canonicalId())
                        .grants()))
                .isEqualTo("bob:READ");
    }

    @Test
    void aHundredGrantsAreEnough() {
        Grant grant = new Grant(new Grantee.User(BOB.canonicalId()), Permission.READ);
        assertThat(new Acl(ALICE.canonicalId(), Collections.nCopies(100, grant)).grants())
                .hasSize(100);
        assertThatThrownBy(() -> new Acl(ALICE.canonicalId(), Collections.nCopies(101, grant)))
                .isInstanceOf(AclException.class);
        String list = String.join(",", Collections.nCopies(101, "id=" + BOB.canonicalId()));
        assertThat(outcome(Map.of("x-amz-grant-read", list))).isEqualTo("INVALID_REQUEST");
    }

    @ParameterizedTest
    @CsvSource({
        "READ,         READ,      true",
        "READ,         WRITE,     false",
        "READ,         READ_ACP,  false",
        "WRITE,        READ,      false",
        "WRITE_ACP,    READ_ACP,  false",
        "FULL_CONTROL, READ,      true",
        "FULL_CONTROL, WRITE,     true",
        "FULL_CONTROL, READ_ACP,  true",
        "FULL_CONTROL, WRITE_ACP, true"
    })
    void permissions(Permission granted, Permission needed, boolean included) {
        Acl acl = new Acl(ALICE.canonicalId(), List.of(new Grant(new Grantee.User(BOB.canonicalId()), granted)));
        assertThat(acl.grants(requester("bob"), needed)).isEqualTo(included);
        assertThat(acl.grants(requester("nobody"), needed)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ALL_USERS,           bob,    true",
        "ALL_USERS,           nobody, true",
        "AUTHENTICATED_USERS, bob,    true",
        "AUTHENTICATED_USERS, nobody, false",
        "LOG_DELIVERY,        bob,    false"
    })
    void groups(Group group, String who, boolean member) {
        assertThat(new Grantee.Members(group).includes(requester(who))).isEqualTo(member);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "LIST_BUCKET,                   READ,      -",
                "LIST_BUCKET_VERSIONS,          READ,      -",
                "LIST_BUCKET_MULTIPART_UPLOADS, READ,      -",
                "PUT_OBJECT,                    WRITE,     -",
                "DELETE_OBJECT,                 WRITE,     -",
                "DELETE_OBJECT_VERSION,         -,         -",
                "GET_BUCKET_ACL,                READ_ACP,  -",
                "PUT_BUCKET_ACL,                WRITE_ACP, -",
                "GET_BUCKET_POLICY,             -,         -",
                "GET_OBJECT,                    -,         READ",
                "GET_OBJECT_VERSION,            -,         READ",
                "GET_OBJECT_ACL,                -,         READ_ACP",
                "GET_OBJECT_VERSION_ACL,        -,         READ_ACP",
                "PUT_OBJECT_ACL,                -,         WRITE_ACP",
                "PUT_OBJECT_VERSION_ACL,        -,         WRITE_ACP",
                "GET_OBJECT_TAGGING,            -,         -",
                "PUT_OBJECT_RETENTION,          -,         -"
            })
    void whatActionsNeed(S3Action action, @Nullable Permission onBucket, @Nullable Permission onObject) {
        assertThat(AclRights.onBucket(action)).isEqualTo(onBucket);
        assertThat(AclRights.onObject(action)).isEqualTo(onObject);
    }
}
