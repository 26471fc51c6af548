package io.casgate.gateway.s3.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.auth.Identity;
import io.casgate.auth.acl.Acl;
import io.casgate.auth.acl.CannedAcl;
import io.casgate.auth.acl.Grant;
import io.casgate.auth.acl.Grantee;
import io.casgate.auth.acl.Group;
import io.casgate.auth.acl.Permission;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The stored form of lists: what is written today must be read for ever. */
class AclTextTest {
    private static final String ALICE = Identity.canonicalIdOf("alice");
    private static final String BOB = Identity.canonicalIdOf("bob");

    @ParameterizedTest
    @EnumSource
    void readsWhatItWrites(CannedAcl canned) {
        Acl acl = canned.expand(ALICE, BOB);
        assertThat(AclText.read(AclText.write(acl, ALICE), ALICE)).isEqualTo(acl);
        assertThat(AclText.read(AclText.write(acl, BOB), BOB)).isEqualTo(acl);
    }

    @Test
    void isOneLineForEachGrant() {
        Acl acl = new Acl(
                ALICE,
                List.of(
                        new Grant(new Grantee.User(BOB), Permission.FULL_CONTROL),
                        new Grant(new Grantee.Members(Group.ALL_USERS), Permission.READ_ACP)));
        String grants = "FULL_CONTROL id=" + BOB + "\nREAD_ACP uri=http://acs.amazonaws.com/groups/global/AllUsers";
        assertThat(AclText.write(acl, ALICE)).isEqualTo(grants);
        assertThat(AclText.write(acl, BOB)).isEqualTo("OWNER id=" + ALICE + "\n" + grants);
    }

    @Test
    void theHoldersOwnIsNotKept() {
        Acl own = CannedAcl.PRIVATE.expand(ALICE, ALICE);
        assertThat(AclText.write(own, ALICE)).isNull();
        assertThat(AclText.read(null, ALICE)).isEqualTo(own);
        assertThat(AclText.read(AclText.write(own, BOB), BOB)).isEqualTo(own);
        Acl nobodys = new Acl(ALICE, List.of());
        assertThat(AclText.read(AclText.write(nobodys, ALICE), ALICE)).isEqualTo(nobodys);
    }
}
