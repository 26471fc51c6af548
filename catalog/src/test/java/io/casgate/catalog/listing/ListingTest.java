package io.casgate.catalog.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.catalog.ListPage;
import io.casgate.catalog.ListStart;
import io.casgate.catalog.port.SortKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The listing against the simplest thing that could list: all keys, filtered. */
final class ListingTest {
    private static final Comparator<String> BY_BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    /** Keys in a map; every second stretch is cut short, as where entries turn out to be gone. */
    private static final class Keys implements ListSource<String> {
        private final NavigableMap<SortKey, String> keys = new TreeMap<>();
        private int reads;
        private int rowsRead;

        Keys(Iterable<String> keys) {
            keys.forEach(key -> this.keys.put(placeOf(key), key));
        }

        @Override
        public Stretch<String> read(SortKey from, int limit) {
            reads++;
            int count = reads % 2 == 0 ? Math.max(1, limit / 2) : limit;
            List<Item<String>> items = keys.tailMap(from, true).entrySet().stream()
                    .limit(count)
                    .map(entry -> new Item<>(entry.getKey(), entry.getValue(), entry.getValue()))
                    .toList();
            rowsRead += items.size();
            return new Stretch<>(
                    items, items.size() < count ? null : items.getLast().place().successor());
        }

        @Override
        public SortKey placeOf(String prefix) {
            return SortKey.of(prefix.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static @Nullable SortKey place(Keys keys, ListStart start) {
        return switch (start) {
            case ListStart.AfterKey(String key) when key.isEmpty() -> SortKey.LOWEST;
            case ListStart.AfterKey(String key) -> keys.placeOf(key).successor();
            case ListStart.AfterPrefix(String prefix) -> keys.placeOf(prefix).endOfPrefix();
        };
    }

    private static ListPage<String> list(Keys keys, String prefix, String delimiter, ListStart start, int max) {
        return Listing.list(keys, prefix, delimiter, place(keys, start), max);
    }

    /** All results in order, groups marked, from pages of {@code max}. */
    private static List<String> listAll(Keys keys, String prefix, String delimiter, int max) {
        List<String> results = new ArrayList<>();
        @Nullable ListStart start = ListStart.beginning();
        while (start != null) {
            ListPage<String> page = list(keys, prefix, delimiter, start, max);
            assertThat(page.items()).isSortedAccordingTo(BY_BYTES);
            assertThat(page.commonPrefixes()).isSortedAccordingTo(BY_BYTES);
            assertThat(page.items().size() + page.commonPrefixes().size()).isLessThanOrEqualTo(max);
            results.addAll(page.items());
            page.commonPrefixes().forEach(group -> results.add("group " + group));
            start = page.next();
            if (start != null) {
                assertThat(page.items().size() + page.commonPrefixes().size()).isEqualTo(max);
            }
        }
        return results;
    }

    private static List<String> model(Iterable<String> keys, String prefix, String delimiter) {
        TreeSet<String> results = new TreeSet<>();
        for (String key : keys) {
            int found = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            if (key.startsWith(prefix)) {
                results.add(found < 0 ? key : "group " + key.substring(0, found + delimiter.length()));
            }
        }
        return List.copyOf(results);
    }

    @Test
    void itListsWhatFilteringAllKeysWould() {
        Random random = new Random(1);
        for (int round = 0; round < 2000; round++) {
            TreeSet<String> keys = new TreeSet<>(BY_BYTES);
            for (int i = random.nextInt(40); i >= 0; i--) {
                keys.add(word(random, 1 + random.nextInt(6)));
            }
            String prefix = word(random, random.nextInt(3));
            String delimiter = word(random, random.nextInt(3));
            int max = 1 + random.nextInt(5);

            List<String> listed = listAll(new Keys(keys), prefix, delimiter, max);

            assertThat(listed)
                    .as("%s, prefix '%s', delimiter '%s', max %d", keys, prefix, delimiter, max)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(model(keys, prefix, delimiter));
        }
    }

    private static String word(Random random, int length) {
        String alphabet = "ab/é😀\uFFFD\0";
        int[] points = alphabet.codePoints().toArray();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return word.toString();
    }

    @Test
    void itemsAndGroupsAreInOrderAndTheNextPageFollowsTheWholeGroup() {
        Keys keys = new Keys(List.of("a", "b/1", "b/2", "b/3", "c"));

        ListPage<String> first = list(keys, "", "/", ListStart.beginning(), 2);

        assertThat(first.items()).containsExactly("a");
        assertThat(first.commonPrefixes()).containsExactly("b/");
        assertThat(first.next()).isEqualTo(new ListStart.AfterPrefix("b/"));
        ListPage<String> second = list(keys, "", "/", new ListStart.AfterPrefix("b/"), 2);
        assertThat(second.items()).containsExactly("c");
        assertThat(second.truncated()).isFalse();
    }

    @Test
    void aMarkerThatIsAGroupSkipsItAndOneInsideDoesNot() {
        Keys keys = new Keys(List.of("b/1", "b/2", "b/3", "c"));

        assertThat(list(keys, "", "/", ListStart.ofMarker("b/", "", "/"), 10).commonPrefixes())
                .isEmpty();
        assertThat(list(keys, "", "/", ListStart.ofMarker("b/2", "", "/"), 10).commonPrefixes())
                .containsExactly("b/");
        assertThat(list(keys, "", "/", ListStart.ofMarker("b/3", "", "/"), 10).commonPrefixes())
                .isEmpty();
        assertThat(list(keys, "b/", "/", ListStart.ofMarker("b/", "b/", "/"), 10)
                        .items())
                .containsExactly("b/1", "b/2", "b/3");
    }

    @Test
    void aPageOfNothingIsNotTruncated() {
        ListPage<String> page = list(new Keys(List.of("a", "b")), "", "", ListStart.beginning(), 0);

        assertThat(page).isEqualTo(new ListPage<>(List.of(), List.of(), null));
    }

    @Test
    void aPageThatIsExactlyFullAtTheEndIsNotTruncated() {
        assertThat(list(new Keys(List.of("a", "b")), "", "", ListStart.beginning(), 2)
                        .truncated())
                .isFalse();
    }

    @Test
    void aLargeGroupIsSkippedAndNotRead() {
        List<String> many = new ArrayList<>();
        for (int group = 0; group < 10; group++) {
            for (int i = 0; i < 10_000; i++) {
                many.add("g" + group + "/" + i);
            }
        }
        Keys keys = new Keys(many);

        assertThat(list(keys, "", "/", ListStart.beginning(), 1000).commonPrefixes())
                .hasSize(10);
        assertThat(keys.rowsRead).isLessThan(1000);
    }
}
