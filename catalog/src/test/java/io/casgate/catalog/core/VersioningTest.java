package io.casgate.catalog.core;

import static io.casgate.catalog.core.Samples.NOTHING;
import static io.casgate.catalog.core.Samples.key;
import static io.casgate.catalog.core.Samples.keys;
import static io.casgate.catalog.core.Samples.large;
import static io.casgate.catalog.core.Samples.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.Buckets.Deletion;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.Condition;
import io.casgate.catalog.DeleteMarker;
import io.casgate.catalog.ListedObject.Kind;
import io.casgate.catalog.ListedVersion;
import io.casgate.catalog.ListedVersion.Age;
import io.casgate.catalog.NoSuchBucketException;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.Objects.Amendment;
import io.casgate.catalog.Objects.Publication;
import io.casgate.catalog.Objects.Publication.Published;
import io.casgate.catalog.Objects.Removal;
import io.casgate.catalog.Objects.VersionPage;
import io.casgate.catalog.Objects.VersionQuery;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.VersionId;
import io.casgate.catalog.Versioning;
import io.casgate.catalog.memory.MemoryCatalog;
import io.casgate.catalog.memory.MemoryTrash;
import io.casgate.catalog.port.CatalogPorts;
import io.casgate.catalog.port.Trash;
import io.casgate.dedup.manifest.Content;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every catalog does with versions, whatever it stands on. */
abstract class VersioningTest {
    abstract CatalogPorts ports();

    private final CatalogPorts ports = ports();
    private final Catalog catalog =
            new LinearCatalog(ports, CatalogSettings.DEFAULT, InstantSource.system(), Runnable::run);
    private final Bucket bucket = Samples.bucket(catalog, "versioned-" + System.nanoTime());

    private void set(Versioning versioning) {
        catalog.buckets().setVersioning(bucket, versioning);
    }

    private StoredObject put(String key, ObjectAttributes attributes) {
        Publication publication =
                catalog.objects().publish(bucket, key(key), attributes, new Condition.None(), NOTHING);
        return ((Published) publication).object();
    }

    private StoredObject put(String key, String etag) {
        return put(key, small(etag));
    }

    private Removal delete(String key) {
        return catalog.objects().delete(bucket, key(key), new Condition.None());
    }

    private DeleteMarker mark(String key) {
        return ((Removal.Marked) delete(key)).marker();
    }

    private Removal deleteVersion(String key, VersionId id) {
        return catalog.objects().deleteVersion(bucket, key(key), id, new Condition.None());
    }

    private VersionPage page(String prefix, String delimiter, String keyMarker, @Nullable VersionId marker, int max) {
        return catalog.objects().listVersions(bucket, new VersionQuery(prefix, delimiter, keyMarker, marker, max));
    }

    /** All versions, read a page at a time. */
    private List<ListedVersion> versions(int pageSize) {
        List<ListedVersion> versions = new ArrayList<>();
        String keyMarker = "";
        @Nullable VersionId marker = null;
        while (true) {
            VersionPage page = page("", "", keyMarker, marker, pageSize);
            assertThat(page.versions()).hasSizeLessThanOrEqualTo(pageSize);
            versions.addAll(page.versions());
            if (page.nextKeyMarker() == null) {
                return versions;
            }
            keyMarker = page.nextKeyMarker();
            marker = page.nextVersionMarker();
        }
    }

    private static String text(ListedVersion version) {
        String what = version.object().kind() == Kind.OBJECT ? version.object().etag() : "marker";
        return version.object().key() + " " + what + (version.age() == Age.LATEST ? " latest" : "");
    }

    private List<String> listed(int pageSize) {
        return versions(pageSize).stream().map(VersioningTest::text).toList();
    }

    private List<Content> trash() {
        return ports.trash() instanceof MemoryTrash trash
                ? trash.items().stream().map(Trash.Item::content).toList()
                : List.of();
    }

    @Test
    void aBucketRemembersItsVersioning() {
        assertThat(bucket.versioning()).isEqualTo(Versioning.UNVERSIONED);

        set(Versioning.ENABLED);
        assertThat(catalog.buckets().find(bucket.name()).orElseThrow().versioning())
                .isEqualTo(Versioning.ENABLED);

        Catalog other = new LinearCatalog(ports, CatalogSettings.DEFAULT, InstantSource.system(), Runnable::run);
        other.buckets().setVersioning(bucket, Versioning.SUSPENDED);
        assertThat(ports.buckets().read(bucket.name()).orElseThrow().bucket())
                .isEqualTo(bucket.with(Versioning.SUSPENDED));

        catalog.buckets().delete(bucket);
        assertThatThrownBy(() -> set(Versioning.ENABLED)).isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void versionsAreKeptAndFoundByTheirIds() {
        StoredObject before = put("k", large("0", 10));
        set(Versioning.ENABLED);
        StoredObject first = put("k", large("1", 11));
        StoredObject second = put("k", large("2", 12));

        assertThat(before.id()).isEqualTo(VersionId.NULL);
        assertThat(Set.of(first.id(), second.id(), VersionId.NULL)).hasSize(3);
        for (StoredObject object : List.of(before, first, second)) {
            assertThat(catalog.objects().version(bucket, key("k"), object.id())).contains(object);
        }
        assertThat(catalog.objects().current(bucket, key("k"))).contains(second);
        assertThat(catalog.objects().version(bucket, key("k"), VersionId.placeOf(first.version())))
                .isEmpty();
        assertThat(catalog.objects().version(bucket, key("l"), first.id())).isEmpty();
        assertThat(listed(10)).containsExactly("k 2 latest", "k 1", "k 0");
        assertThat(keys(catalog, bucket, 10)).containsExactly("k");
        assertThat(trash()).isEmpty();
    }

    @Test
    void aRemovalLeavesAMarkerThatHidesTheObject() {
        set(Versioning.ENABLED);
        StoredObject object = put("k", large("1", 11));
        DeleteMarker marker = mark("k");
        DeleteMarker absent = mark("absent");

        assertThat(catalog.objects().head(bucket, key("k"))).isEmpty();
        assertThat(catalog.objects().current(bucket, key("k"))).contains(marker);
        assertThat(catalog.objects().version(bucket, key("k"), object.id())).contains(object);
        assertThat(catalog.objects().version(bucket, key("k"), marker.id())).contains(marker);
        assertThat(catalog.objects().current(bucket, key("absent"))).contains(absent);
        assertThat(keys(catalog, bucket, 10)).isEmpty();
        assertThat(listed(10)).containsExactly("absent marker latest", "k marker latest", "k 1");
        assertThat(trash()).isEmpty();
    }

    @Test
    void aConditionTakesAMarkerForNoObject() {
        set(Versioning.ENABLED);
        put("k", "1");
        mark("k");

        assertThat(catalog.objects().publish(bucket, key("k"), small("2"), new Condition.IfPresent(), NOTHING))
                .isInstanceOf(Publication.NoSuchKey.class);
        assertThat(catalog.objects().publish(bucket, key("k"), small("2"), new Condition.IfAbsent(), NOTHING))
                .isInstanceOf(Published.class);
        assertThat(catalog.objects().publish(bucket, key("k"), small("3"), new Condition.IfAbsent(), NOTHING))
                .isInstanceOf(Publication.PreconditionFailed.class);
    }

    @Test
    void noConditionOfARemovalHoldsOfAMarker() {
        set(Versioning.ENABLED);
        put("k", "1");
        DeleteMarker marker = mark("k");

        for (Condition condition : List.of(
                new Condition.IfPresent(),
                new Condition.IfMatch(Set.of("1")),
                new Condition.IfSize(7),
                new Condition.IfLastModified(marker.lastModified()))) {
            assertThat(catalog.objects().delete(bucket, key("k"), condition))
                    .as("%s", condition)
                    .isInstanceOf(Removal.PreconditionFailed.class);
            assertThat(catalog.objects().deleteVersion(bucket, key("k"), marker.id(), condition))
                    .as("%s", condition)
                    .isInstanceOf(Removal.PreconditionFailed.class);
        }
        assertThat(listed(10)).containsExactly("k marker latest", "k 1");
    }

    @Test
    void removingTheNewestVersionBringsTheNextOneBack() {
        StoredObject oldest = put("k", "0");
        set(Versioning.ENABLED);
        StoredObject object = put("k", large("1", 11));
        DeleteMarker marker = mark("k");

        assertThat(deleteVersion("k", marker.id())).isEqualTo(new Removal.Removed(marker));
        assertThat(catalog.objects().current(bucket, key("k"))).contains(object);
        assertThat(keys(catalog, bucket, 10)).containsExactly("k");
        assertThat(listed(10)).containsExactly("k 1 latest", "k 0");

        assertThat(deleteVersion("k", object.id())).isEqualTo(new Removal.Removed(object));
        assertThat(catalog.objects().current(bucket, key("k"))).contains(oldest);
        assertThat(catalog.objects().version(bucket, key("k"), object.id())).isEmpty();
        put("k", "2");
        assertThat(listed(10)).containsExactly("k 2 latest", "k 0");

        deleteVersion(
                "k", catalog.objects().current(bucket, key("k")).orElseThrow().id());
        deleteVersion("k", VersionId.NULL);
        assertThat(listed(10)).isEmpty();
        assertThat(keys(catalog, bucket, 10)).isEmpty();
        assertThat(deleteVersion("k", object.id())).isInstanceOf(Removal.Absent.class);
        put("k", "3");
        assertThat(listed(10)).containsExactly("k 3 latest");
        if (ports.trash() instanceof MemoryTrash) {
            assertThat(trash()).containsExactly(object.attributes().content());
        }
    }

    @Test
    void anOlderVersionIsRemovedAlone() {
        set(Versioning.ENABLED);
        StoredObject first = put("k", large("1", 11));
        StoredObject second = put("k", "2");
        put("k", "3");

        assertThat(catalog.objects()
                        .deleteVersion(bucket, key("k"), first.id(), new Condition.IfMatch(Set.of("other"))))
                .isInstanceOf(Removal.PreconditionFailed.class);
        assertThat(deleteVersion("k", first.id())).isEqualTo(new Removal.Removed(first));

        assertThat(catalog.objects().version(bucket, key("k"), first.id())).isEmpty();
        assertThat(catalog.objects().version(bucket, key("k"), second.id())).contains(second);
        assertThat(listed(10)).containsExactly("k 3 latest", "k 2");
        if (ports.trash() instanceof MemoryTrash) {
            assertThat(trash()).containsExactly(first.attributes().content());
        }
    }

    @Test
    void whileSuspendedOnlyTheNullVersionIsReplaced() {
        StoredObject oldest = put("k", large("0", 10));
        set(Versioning.ENABLED);
        put("k", "1");
        set(Versioning.SUSPENDED);

        StoredObject second = put("k", large("2", 12));
        assertThat(second.id()).isEqualTo(VersionId.NULL);
        assertThat(listed(10)).containsExactly("k 2 latest", "k 1");
        assertThat(catalog.objects().version(bucket, key("k"), VersionId.NULL)).contains(second);
        put("k", large("3", 13));
        assertThat(listed(10)).containsExactly("k 3 latest", "k 1");

        DeleteMarker marker = mark("k");
        assertThat(marker.id()).isEqualTo(VersionId.NULL);
        assertThat(listed(10)).containsExactly("k marker latest", "k 1");

        set(Versioning.ENABLED);
        put("k", "4");
        assertThat(listed(10)).containsExactly("k 4 latest", "k marker", "k 1");
        assertThat(catalog.objects().version(bucket, key("k"), VersionId.NULL)).contains(marker);
        assertThat(deleteVersion("k", VersionId.NULL)).isEqualTo(new Removal.Removed(marker));
        assertThat(listed(10)).containsExactly("k 4 latest", "k 1");
        if (ports.trash() instanceof MemoryTrash) {
            assertThat(trash())
                    .hasSize(3)
                    .contains(oldest.attributes().content(), second.attributes().content());
        }
    }

    /** A gateway that has not heard yet that versions are kept removes none. */
    @Test
    void aWriterThatRemembersAnotherVersioningReplacesNullVersionsAlone() {
        set(Versioning.ENABLED);
        StoredObject first = put("k", "1");
        Catalog stale = new LinearCatalog(
                staleOf(Versioning.UNVERSIONED), CatalogSettings.DEFAULT, InstantSource.system(), Runnable::run);

        stale.objects().publish(bucket, key("k"), small("2"), new Condition.None(), NOTHING);
        assertThat(listed(10)).containsExactly("k 2 latest", "k 1");
        assertThat(stale.objects().delete(bucket, key("k"), new Condition.None()))
                .isInstanceOf(Removal.Marked.class);
        assertThat(listed(10)).containsExactly("k marker latest", "k 1");
        assertThat(catalog.objects().version(bucket, key("k"), first.id())).contains(first);
    }

    /** The ports as somebody sees them whose register of buckets is in the past. */
    private CatalogPorts staleOf(Versioning versioning) {
        CatalogPorts past = MemoryCatalog.ports();
        past.buckets().claim(bucket.with(versioning));
        return new CatalogPorts(
                past.buckets(), ports.heads(), ports.versions(), ports.index(), ports.uploads(), ports.trash());
    }

    @Test
    void aBucketWithAVersionOrMarkerIsNotEmpty() {
        set(Versioning.ENABLED);
        StoredObject object = put("k", "1");
        DeleteMarker marker = mark("k");

        assertThat(catalog.buckets().delete(bucket)).isEqualTo(Deletion.NOT_EMPTY);
        deleteVersion("k", object.id());
        assertThat(catalog.buckets().delete(bucket)).isEqualTo(Deletion.NOT_EMPTY);
        deleteVersion("k", marker.id());
        assertThat(catalog.buckets().delete(bucket)).isEqualTo(Deletion.DELETED);
    }

    @Test
    void thousandsOfVersionsAreListedPageByPage() {
        put("a", "0");
        set(Versioning.ENABLED);
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 250; i++) {
            put("a", Integer.toString(i));
            expected.addFirst("a " + i + (i == 250 ? " latest" : ""));
        }
        expected.add("a 0");
        put("a\0", "x");
        mark("b");
        expected.add("a\0 x latest");
        expected.add("b marker latest");

        assertThat(listed(1000)).isEqualTo(expected);
        assertThat(listed(99)).isEqualTo(expected);
        assertThat(listed(7)).isEqualTo(expected);
    }

    @Test
    void pagesBeginWhereTheyAreToldTo() {
        put("a", "0");
        set(Versioning.ENABLED);
        StoredObject first = put("a", "1");
        put("a", "2");
        put("b", "3");

        assertThat(page("", "", "a", first.id(), 10).versions())
                .extracting(VersioningTest::text)
                .containsExactly("a 0", "b 3 latest");
        assertThat(page("", "", "a", VersionId.NULL, 10).versions())
                .extracting(VersioningTest::text)
                .containsExactly("b 3 latest");
        assertThat(page("", "", "a", null, 10).versions())
                .extracting(VersioningTest::text)
                .containsExactly("b 3 latest");
        assertThat(page("b", "", "a", first.id(), 10).versions())
                .extracting(VersioningTest::text)
                .containsExactly("b 3 latest");
        assertThat(page("", "", "c", null, 10).versions()).isEmpty();
        assertThat(page("", "", "", null, 0).versions()).isEmpty();
    }

    @Test
    void groupsOfVersionsAreRolledUp() {
        set(Versioning.ENABLED);
        put("a/x", "1");
        put("a/x", "2");
        mark("b/y");
        put("c", "3");
        put("c", "4");

        VersionPage first = page("", "/", "", null, 2);
        assertThat(first.commonPrefixes()).containsExactly("a/", "b/");
        assertThat(first.nextKeyMarker()).isEqualTo("b/");
        assertThat(first.nextVersionMarker()).isNull();
        assertThat(page("", "/", "b/", null, 10).versions())
                .extracting(VersioningTest::text)
                .containsExactly("c 4 latest", "c 3");
        assertThat(page("a/", "/", "", null, 10).versions())
                .extracting(VersioningTest::text)
                .containsExactly("a/x 2 latest", "a/x 1");
    }

    /** Any sequence of changes leaves what a plain list of versions would. */
    @Test
    void keysBehaveAsListsOfVersions() {
        Random random = new Random(7);
        TreeMap<String, List<StoredVersion>> model = new TreeMap<>();
        Versioning versioning = Versioning.UNVERSIONED;
        for (int step = 0; step < 300; step++) {
            String key = "k" + random.nextInt(3);
            List<StoredVersion> list = model.computeIfAbsent(key, _ -> new ArrayList<>());
            switch (random.nextInt(12)) {
                case 0 -> {
                    versioning = random.nextBoolean() ? Versioning.ENABLED : Versioning.SUSPENDED;
                    set(versioning);
                }
                case 1, 2, 3, 4 -> {
                    list.removeIf(version -> version.id().isNull() && !versioningKeepsNull());
                    list.addFirst(put(key, "e" + step));
                }
                case 5, 6 -> {
                    if (delete(key) instanceof Removal.Marked(DeleteMarker marker)) {
                        list.removeIf(version -> version.id().isNull() && !versioningKeepsNull());
                        list.addFirst(marker);
                    } else {
                        list.clear();
                    }
                }
                case 7, 8 -> {
                    int which = list.isEmpty() ? 0 : random.nextInt(list.size());
                    if (!list.isEmpty() && list.get(which) instanceof StoredObject object) {
                        list.set(which, amend(key, object, "acl " + step));
                    }
                }
                default -> {
                    if (!list.isEmpty()) {
                        StoredVersion gone = list.remove(random.nextInt(list.size()));
                        assertThat(deleteVersion(key, gone.id())).isEqualTo(new Removal.Removed(gone));
                    }
                }
            }
            requireSame(model);
        }
    }

    private StoredObject amend(String key, StoredObject object, String acl) {
        Amendment amendment =
                catalog.objects().amend(bucket, key(key), object.id(), new Condition.None(), d -> d.withAcl(acl));
        return ((Amendment.Amended) amendment).object();
    }

    private boolean versioningKeepsNull() {
        return catalog.buckets().find(bucket.name()).orElseThrow().versioning() == Versioning.ENABLED;
    }

    private void requireSame(SortedMap<String, List<StoredVersion>> model) {
        List<String> expected = new ArrayList<>();
        List<String> objects = new ArrayList<>();
        model.forEach((key, list) -> {
            list.forEach(version -> assertThat(catalog.objects().version(bucket, key(key), version.id()))
                    .contains(version));
            list.forEach(version -> expected.add(key + " " + version.id() + " " + version.version()));
            if (!list.isEmpty() && list.getFirst() instanceof StoredObject) {
                objects.add(key);
            }
        });
        assertThat(versions(3).stream()
                        .map(listed -> listed.object().key() + " " + listed.id() + " " + listed.version()))
                .isEqualTo(expected);
        assertThat(keys(catalog, bucket, 2)).isEqualTo(objects);
    }

    /** Writers of all kinds race on one key: what was removed stays so, and everything else is there. */
    @Test
    void racesLoseAndResurrectNothing() throws Exception {
        set(Versioning.ENABLED);
        Set<VersionId> made = ConcurrentHashMap.newKeySet();
        Set<VersionId> gone = ConcurrentHashMap.newKeySet();
        List<Future<?>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 8; writer++) {
                Random random = new Random(writer);
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 12; i++) {
                        StoredObject object = put("k", "e" + random.nextInt());
                        made.add(object.id());
                        List<VersionId> some = List.copyOf(made);
                        VersionId victim = some.get(random.nextInt(some.size()));
                        deleteVersion("k", victim);
                        gone.add(victim);
                    }
                    return null;
                }));
            }
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        Set<VersionId> left = new HashSet<>(made);
        left.removeAll(gone);
        assertThat(made).hasSize(96);
        assertThat(versions(5).stream().map(ListedVersion::id)).containsExactlyInAnyOrderElementsOf(left);
    }
}
