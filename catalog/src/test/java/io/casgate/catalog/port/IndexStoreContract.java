package io.casgate.catalog.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.catalog.BucketId;
import io.casgate.catalog.ChecksumType;
import io.casgate.catalog.ListedObject;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.port.IndexStore.Beginning;
import io.casgate.catalog.port.Shard.Open;
import io.casgate.catalog.port.Shard.Sealed;
import io.casgate.catalog.port.Shard.Splitting;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the index needs of a store; every implementation passes. */
abstract class IndexStoreContract {
    abstract IndexStore store();

    private final IndexId id = new IndexId(BucketId.random(), IndexId.Kind.OBJECTS);
    private final ShardRef root = id.root();
    private final IndexStore store = store();

    private static SortKey key(String key) {
        return SortKey.of(key.getBytes(StandardCharsets.UTF_8));
    }

    private static ListedObject listed(String key, String etag) {
        return new ListedObject(
                new ObjectKey(key),
                etag,
                1L << 40,
                Instant.ofEpochMilli(1_700_000_000_123L),
                "owner",
                "STANDARD",
                "CRC32",
                ChecksumType.COMPOSITE,
                ListedObject.Kind.OBJECT);
    }

    private List<IndexRow> rows() {
        return store.page(root, SortKey.LOWEST, 100).orElseThrow().rows();
    }

    @Test
    void aMarkerIsPendingUntilItsVersionIsSettled() {
        store.create(Shard.root(id));
        store.mark(root, key("k"), 10);
        assertThat(rows()).containsExactly(new IndexRow(key("k"), 10, 0, null));

        store.settle(root, key("k"), 10, listed("k", "ten"));
        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.isPending()).isFalse();
            assertThat(row.version()).isEqualTo(10);
            assertThat(row.listed()).isEqualTo(listed("k", "ten"));
        });
    }

    @Test
    void theGreaterVersionWinsWhateverComesLast() {
        store.create(Shard.root(id));
        store.settle(root, key("k"), 20, listed("k", "twenty"));
        store.settle(root, key("k"), 10, listed("k", "ten"));
        store.mark(root, key("k"), 15);
        store.remove(root, key("k"), 19);

        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.isPending()).isFalse();
            assertThat(row.listed()).isEqualTo(listed("k", "twenty"));
        });
    }

    @Test
    void aRemovalHidesItsVersionAndOlderOnesForEver() {
        store.create(Shard.root(id));
        store.mark(root, key("k"), 20);
        store.remove(root, key("k"), 20);
        store.settle(root, key("k"), 20, listed("k", "late"));
        store.mark(root, key("k"), 20);
        assertThat(rows()).isEmpty();

        store.mark(root, key("k"), 21);
        assertThat(rows()).containsExactly(new IndexRow(key("k"), 21, 0, null));
    }

    @Test
    void anObjectWithoutChecksumComesBackWithout() {
        store.create(Shard.root(id));
        ListedObject plain = new ListedObject(
                new ObjectKey("k"), "e", 0, Instant.EPOCH, "o", "", null, null, ListedObject.Kind.DELETE_MARKER);
        store.settle(root, key("k"), 1, listed("k", "e"));
        store.settle(root, key("k"), 2, plain);

        assertThat(rows().getFirst().listed()).isEqualTo(plain);
    }

    @Test
    void rowsAreInOrderFromAnyPlaceOn() {
        store.create(Shard.root(id));
        List.of("b", "a", "é", "ab", "😀", "\uFFFD", "a\0").forEach(key -> store.mark(root, key(key), 1));

        assertThat(rows())
                .extracting(IndexRow::key)
                .containsExactly(key("a"), key("a\0"), key("ab"), key("b"), key("é"), key("\uFFFD"), key("😀"));
        assertThat(store.page(root, key("a").successor(), 2).orElseThrow().rows())
                .extracting(IndexRow::key)
                .containsExactly(key("a\0"), key("ab"));
        assertThat(store.pageEverywhere(root, key("z"), 100).orElseThrow().rows())
                .hasSize(3);
    }

    @Test
    void aShardWithoutHeaderIsNone() {
        store.mark(root, key("k"), 1);

        assertThat(store.header(root, key("k"))).isEmpty();
        assertThat(store.header(root, SortKey.LOWEST)).isEmpty();
        assertThat(store.page(root, SortKey.LOWEST, 10)).isEmpty();
        assertThat(store.swap(Shard.root(id).with(new Open()))).isFalse();
    }

    @Test
    void aHeaderIsSwappedByItsEpoch() {
        Shard first = Shard.root(id);
        store.create(first);
        Splitting split = new Splitting(key("m"), UUID.randomUUID(), Instant.ofEpochMilli(5));
        Shard splitting = first.with(split);
        assertThat(store.swap(splitting)).isTrue();
        assertThat(store.swap(first.with(new Sealed(UUID.randomUUID())))).isFalse();
        assertThat(store.header(root, key("none"))).contains(splitting);

        Shard moved = splitting.afterMove(split, Instant.ofEpochMilli(7));
        assertThat(store.swap(moved)).isTrue();
        store.create(first);
        assertThat(store.header(root, SortKey.LOWEST)).contains(moved);
        Shard sealed = moved.with(new Sealed(UUID.randomUUID()));
        assertThat(store.swap(sealed)).isTrue();
        assertThat(store.page(root, SortKey.LOWEST, 10)).contains(new IndexStore.Page(sealed, List.of()));
        assertThat(store.swap(sealed.trimmed())).isTrue();
        assertThat(store.header(root, SortKey.LOWEST).flatMap(shard -> Optional.ofNullable(shard.trimAfter())))
                .isEmpty();
    }

    @Test
    void aShardMayHandOverAllThatItHas() {
        Shard first = Shard.root(id);
        Splitting all = new Splitting(SortKey.LOWEST, UUID.randomUUID(), Instant.ofEpochMilli(5));
        Shard splitting = first.with(all);
        Shard empty = splitting.afterMove(all, Instant.ofEpochMilli(7));
        store.create(first);
        store.mark(root, key("a"), 1);

        assertThat(store.swap(splitting) && store.swap(empty)).isTrue();
        store.trim(root, SortKey.LOWEST);
        assertThat(store.page(root, SortKey.LOWEST, 10)).contains(new IndexStore.Page(empty, List.of()));
    }

    @Test
    void whatIsTrimmedAndDroppedIsGone() {
        store.create(Shard.root(id));
        List.of("a", "b", "c").forEach(key -> store.mark(root, key(key), 1));

        store.trim(root, key("b"));
        assertThat(rows()).extracting(IndexRow::key).containsExactly(key("a"));
        store.drop(root);
        assertThat(store.page(root, SortKey.LOWEST, 10)).isEmpty();
    }

    @Test
    void theNearestNotedBeginningIsFound() {
        assertThat(store.nearest(id, key("z"))).isEmpty();
        Beginning d = new Beginning(key("d"), UUID.randomUUID());
        Beginning m = new Beginning(key("m"), UUID.randomUUID());
        store.note(id, m);
        store.note(id, d);

        assertThat(store.nearest(id, key("c"))).isEmpty();
        assertThat(store.nearest(id, key("d"))).contains(d);
        assertThat(store.nearest(id, key("lz"))).contains(d);
        assertThat(store.nearest(id, key("z"))).contains(m);
        store.dropNotes(id);
        assertThat(store.nearest(id, key("z"))).isEmpty();
    }
}
