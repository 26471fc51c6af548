package io.casgate.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VersionIdTest {
    @Test
    void idsSortByNumberAndTellIt() {
        VersionId older = VersionId.create(255, new Random(1));
        VersionId newer = VersionId.create(256, new Random(2));

        assertThat(older.text()).hasSize(32).isLessThan(newer.text());
        assertThat(newer.number()).hasValue(256);
        assertThat(VersionId.parse(newer.text())).contains(newer);
    }

    @Test
    void idsOfOneNumberDiffer() {
        Random random = new Random(1);

        assertThat(VersionId.create(7, random)).isNotEqualTo(VersionId.create(7, random));
    }

    @Test
    void theNullVersionHasNoNumber() {
        assertThat(VersionId.parse("null")).contains(VersionId.NULL);
        assertThat(VersionId.NULL.number()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "NULL",
                "1",
                "0000000000000000ffffffffffffffff",
                "ffffffffffffffff0000000000000000",
                "000000000000000F0000000000000000",
                "000000000000000g0000000000000000",
                "000000000000000100000000000000000"
            })
    void anythingElseIsNoId(String text) {
        assertThat(VersionId.parse(text)).isEmpty();
    }
}
