package io.casgate.catalog.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.catalog.port.SortKey;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VersionPlaceTest {
    private static SortKey raw(String key) {
        return SortKey.of(key.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a\0", "\0", "a\0\u0001", "a\0\u0002", "\0\0", "é😀"})
    void aPlaceTellsItsKeyAndWhatComesNext(String key) {
        SortKey place = VersionPlace.of(key, 77);

        assertThat(VersionPlace.parse(place)).isEqualTo(new VersionPlace(raw(key), 77));
        assertThat(VersionPlace.parse(place.successor())).isEqualTo(new VersionPlace(raw(key), 76));
        assertThat(VersionPlace.parse(UploadPlace.ofPrefix(key))).isEqualTo(new VersionPlace(raw(key), Long.MAX_VALUE));
        assertThat(VersionPlace.parse(SortKey.of(UploadPlace.escape(raw(key).successor()))))
                .isEqualTo(new VersionPlace(raw(key).successor(), Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a\0", "\0"})
    void afterAKeyComesTheNextOne(String key) {
        assertThat(VersionPlace.parse(UploadPlace.afterKey(key)).key())
                .isGreaterThan(raw(key))
                .isLessThanOrEqualTo(raw(key + "\0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a\0", "b"})
    void placesAreInTheOrderOfKeysAndThenNewestFirst(String key) {
        assertThat(VersionPlace.of(key, 2)).isLessThan(VersionPlace.of(key, 1));
        assertThat(VersionPlace.of(key, 1)).isLessThan(VersionPlace.of(key + "\0", 9));
        assertThat(VersionPlace.of(key, 1)).isLessThan(VersionPlace.of(key + "a", 9));
    }
}
