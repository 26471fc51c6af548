package io.casgate.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
    private static final String ID = "a".repeat(64);
    private static final Identity ALICE = new Identity("alice", "AK1", "secret", ID, "Alice@Example.com");
    private static final Identity BOB = Identity.of("bob", "AK2", "secret");

    @Test
    void foundByAnyOfTheirNames() {
        Identities identities = new Identities(List.of(ALICE, BOB));

        assertThat(identities.byAccessKey("AK1")).isEqualTo(ALICE);
        assertThat(identities.byAccessKey("AK3")).isNull();
        assertThat(identities.byCanonicalId(ID)).isEqualTo(ALICE);
        assertThat(identities.byCanonicalId("b".repeat(64))).isNull();
        assertThat(identities.byEmail("alice@example.COM")).isEqualTo(ALICE);
        assertThat(identities.byEmail("bob@example.com")).isNull();
        assertThat(identities.all()).containsExactly(ALICE, BOB);
    }

    @Test
    void oneNameMayHaveSeveralKeys() {
        Identity other = new Identity("alice", "AK3", "other", ID, "alice@example.com");
        Identities identities = new Identities(List.of(ALICE, other));

        assertThat(identities.byAccessKey("AK3")).isEqualTo(other);
        assertThat(identities.byCanonicalId(ID)).isEqualTo(ALICE);
    }

    @Test
    void nothingMayNameTwo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Identities(List.of(BOB, Identity.of("carol", "AK2", "s"))))
                .withMessageContaining("AK2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Identities(List.of(ALICE, new Identity("carol", "AK3", "s", ID, null))))
                .withMessageContaining("carol");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Identities(
                        List.of(ALICE, new Identity("carol", "AK3", "s", "b".repeat(64), "alice@example.com"))));
    }

    @Test
    void theCanonicalIdFollowsFromTheName() {
        assertThat(BOB.canonicalId()).isEqualTo("81b637d8fcd2c6da6359e6963113a1170de795e4b725b84d1e0b4cfd9ec58ce9");
        assertThat(Identity.of("bob", "AK9", "x").canonicalId()).isEqualTo(BOB.canonicalId());
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(ALICE).asString().doesNotContain("secret").contains("alice", "AK1");
        assertThat(new Authentication.Authenticated(ALICE, new PayloadMode.Unsigned()))
                .asString()
                .doesNotContain("secret");
    }

    @Test
    void whatIsNoIdentity() {
        assertThatIllegalArgumentException().isThrownBy(() -> Identity.of("", "AK", "s"));
        assertThatIllegalArgumentException().isThrownBy(() -> Identity.of("n", "AK", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> Identity.of("n", "", "s"));
        assertThatIllegalArgumentException().isThrownBy(() -> Identity.of("n", "A/K", "s"));
        assertThatIllegalArgumentException().isThrownBy(() -> Identity.of("n", "A K", "s"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Identity("n", "AK", "s", "A".repeat(64), null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Identity("n", "AK", "s", ID, "nobody"));
    }
}
