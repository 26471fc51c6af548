package io.casgate.catalog.core;

import static io.casgate.catalog.core.Samples.NOTHING;
import static io.casgate.catalog.core.Samples.key;
import static io.casgate.catalog.core.Samples.large;
import static io.casgate.catalog.core.Samples.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.Condition;
import io.casgate.catalog.ListQuery;
import io.casgate.catalog.ListStart;
import io.casgate.catalog.ListedObject;
import io.casgate.catalog.ObjectDescription;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.ObjectLock;
import io.casgate.catalog.ObjectLock.LegalHold;
import io.casgate.catalog.ObjectLock.Mode;
import io.casgate.catalog.ObjectLock.Retention;
import io.casgate.catalog.Objects.Amendment;
import io.casgate.catalog.Objects.Publication.Published;
import io.casgate.catalog.Objects.Removal;
import io.casgate.catalog.Objects.VersionQuery;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.VersionId;
import io.casgate.catalog.Versioning;
import io.casgate.catalog.memory.MemoryCatalog;
import io.casgate.catalog.port.CatalogPorts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every catalog does with changes of what is said about an object. */
abstract class AmendmentTest {
    abstract CatalogPorts ports();

    private static final ObjectKey KEY = key("k");

    private final CatalogPorts ports = ports();
    private final Catalog catalog =
            new LinearCatalog(ports, CatalogSettings.DEFAULT, InstantSource.system(), Runnable::run);
    private final Bucket bucket = Samples.bucket(catalog, "amended-" + System.nanoTime());

    private StoredObject put(String etag) {
        return ((Published) catalog.objects().publish(bucket, KEY, large(etag, 7), new Condition.None(), NOTHING))
                .object();
    }

    private Amendment amend(@Nullable VersionId id, UnaryOperator<ObjectDescription> change) {
        return catalog.objects().amend(bucket, KEY, id, new Condition.None(), change);
    }

    private Optional<StoredVersion> find(VersionId id) {
        return catalog.objects().version(bucket, KEY, id);
    }

    private void remove(VersionId id) {
        assertThat(catalog.objects().deleteVersion(bucket, KEY, id, new Condition.None()))
                .isInstanceOf(Removal.Removed.class);
    }

    private List<ListedObject> listed() {
        return catalog.objects()
                .list(bucket, new ListQuery("", "", ListStart.beginning(), 10))
                .items();
    }

    private static StoredObject with(StoredObject object, UnaryOperator<ObjectDescription> change) {
        return object.with(object.attributes().with(change));
    }

    @Test
    void tagsAclAndLockOfTheNewestVersionChangeAndNothingElse() {
        StoredObject object = put("1");
        List<ListedObject> before = listed();
        ObjectLock lock = new ObjectLock(new Retention(Mode.GOVERNANCE, Instant.ofEpochMilli(9)), LegalHold.ON);
        UnaryOperator<ObjectDescription> change =
                d -> d.withTags(Map.of("x", "y")).withAcl("all").withLock(lock);

        Amendment amendment = amend(null, change);

        assertThat(amendment).isEqualTo(new Amendment.Amended(with(object, change)));
        assertThat(catalog.objects().current(bucket, KEY)).contains(with(object, change));
        assertThat(find(VersionId.NULL)).contains(with(object, change));
        assertThat(listed()).isEqualTo(before);
    }

    @Test
    void olderVersionsChangeToo() {
        StoredObject oldest = put("0");
        catalog.buckets().setVersioning(bucket, Versioning.ENABLED);
        StoredObject middle = put("1");
        StoredObject newest = put("2");

        amend(VersionId.NULL, d -> d.withAcl("a"));
        amend(middle.id(), d -> d.withAcl("b"));
        amend(VersionId.NULL, d -> d.withTags(Map.of()));
        put("3");
        amend(newest.id(), d -> d.withAcl("c"));

        assertThat(find(VersionId.NULL))
                .contains(with(oldest, d -> d.withAcl("a").withTags(Map.of())));
        assertThat(find(middle.id())).contains(with(middle, d -> d.withAcl("b")));
        assertThat(find(newest.id())).contains(with(newest, d -> d.withAcl("c")));
    }

    /** Listings show the class, and show it changed as soon as it is; of older versions, too. */
    @Test
    void theStorageClassChangesAndListingsShowIt() {
        catalog.buckets().setVersioning(bucket, Versioning.ENABLED);
        StoredObject older = put("1");
        StoredObject newest = put("2");
        List<ListedObject> before = listed();

        assertThat(amend(null, d -> d.withStorageClass("GLACIER_IR")))
                .isEqualTo(new Amendment.Amended(with(newest, d -> d.withStorageClass("GLACIER_IR"))));
        amend(older.id(), d -> d.withStorageClass("STANDARD_IA"));

        assertThat(find(older.id())).contains(with(older, d -> d.withStorageClass("STANDARD_IA")));
        assertThat(listed()).extracting(ListedObject::storageClass).containsExactly("GLACIER_IR");
        assertThat(listed()).extracting(ListedObject::lastModified).isEqualTo(times(before));
        assertThat(classesOfVersions()).containsExactly("GLACIER_IR", "STANDARD_IA");
        amend(null, d -> d.withStorageClass("STANDARD"));
        assertThat(find(newest.id())).contains(newest);
        assertThat(listed()).isEqualTo(before);
        remove(newest.id());
        assertThat(listed()).extracting(ListedObject::storageClass).containsExactly("STANDARD_IA");
    }

    private static List<Instant> times(List<ListedObject> objects) {
        return objects.stream().map(ListedObject::lastModified).toList();
    }

    private List<String> classesOfVersions() {
        return catalog.objects().listVersions(bucket, new VersionQuery("", "", "", null, 10)).versions().stream()
                .map(version -> version.object().storageClass())
                .toList();
    }

    @Test
    void aVersionThatIsCurrentAgainIsAsItWasAmended() {
        catalog.buckets().setVersioning(bucket, Versioning.ENABLED);
        StoredObject first = put("1");
        StoredObject second = put("2");
        amend(first.id(), d -> d.withAcl("a"));

        remove(second.id());
        assertThat(catalog.objects().current(bucket, KEY)).contains(with(first, d -> d.withAcl("a")));
        amend(null, d -> d.withAcl("b"));
        put("3");

        assertThat(find(first.id())).contains(with(first, d -> d.withAcl("b")));
        assertThat(find(second.id())).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotAmended() {
        assertThat(amend(null, d -> d.withAcl("a"))).isEqualTo(new Amendment.Absent());
        StoredObject object = put("1");
        assertThat(amend(VersionId.create(7, new Random(1)), d -> d.withAcl("a")))
                .isEqualTo(new Amendment.Absent());
        assertThat(catalog.objects().amend(bucket, KEY, null, new Condition.IfMatch(Set.of("2")), d -> d.withAcl("a")))
                .isEqualTo(new Amendment.PreconditionFailed());
        assertThat(find(VersionId.NULL)).contains(object);
        catalog.buckets().setVersioning(bucket, Versioning.ENABLED);
        Removal.Marked marked = (Removal.Marked) catalog.objects().delete(bucket, KEY, new Condition.None());

        assertThat(amend(null, d -> d.withAcl("a"))).isEqualTo(new Amendment.IsDeleteMarker(marked.marker()));
        assertThat(amend(marked.marker().id(), d -> d.withAcl("a")))
                .isEqualTo(new Amendment.IsDeleteMarker(marked.marker()));
    }

    @Test
    void anAmendmentThatIsRefusedChangesNothing() {
        StoredObject object = put("1");

        assertThatThrownBy(() -> amend(null, d -> d.withHeaders(Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> amend(null, _ -> {
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("refused");
        assertThat(find(VersionId.NULL)).contains(object);
    }

    /** A gateway that has not heard yet that the bucket keeps versions, and therefore locks them, removes none. */
    @Test
    void aLockedNullVersionIsKeptWhateverIsRememberedOfTheBucket() {
        StoredObject object = put("1");
        amend(null, d -> d.withLock(ObjectLock.NONE.with(LegalHold.ON)));
        StoredObject locked = with(object, d -> d.withLock(ObjectLock.NONE.with(LegalHold.ON)));
        CatalogPorts past = MemoryCatalog.ports();
        past.buckets().claim(bucket);
        Catalog stale = new LinearCatalog(
                new CatalogPorts(
                        past.buckets(), ports.heads(), ports.versions(), ports.index(), ports.uploads(), ports.trash()),
                CatalogSettings.DEFAULT,
                InstantSource.system(),
                Runnable::run);

        stale.objects().publish(bucket, KEY, small("2"), new Condition.None(), NOTHING);
        assertThat(find(VersionId.NULL)).contains(locked);
        assertThat(stale.objects().delete(bucket, KEY, new Condition.None())).isInstanceOf(Removal.Marked.class);
        assertThat(find(VersionId.NULL)).contains(locked);
    }

    /** Versions are amended while others are added and removed: no acknowledged amendment is lost. */
    @Test
    void racesLoseNoAmendment() throws Exception {
        StoredObject oldest = put("0");
        catalog.buckets().setVersioning(bucket, Versioning.ENABLED);
        StoredObject middle = put("1");
        StoredObject newest = put("2");
        List<VersionId> victims = List.of(oldest.id(), middle.id(), newest.id());
        List<Future<?>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 6; writer++) {
                String name = "w" + writer;
                Random random = new Random(writer);
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 5; i++) {
                        String tag = name + "-" + i;
                        for (VersionId victim : victims) {
                            assertThat(amend(victim, d -> tagged(d, tag))).isInstanceOf(Amendment.Amended.class);
                        }
                        StoredObject other = put(tag);
                        if (random.nextBoolean()) {
                            remove(other.id());
                        }
                    }
                    return null;
                }));
            }
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        for (VersionId victim : victims) {
            StoredObject now = (StoredObject) find(victim).orElseThrow();
            assertThat(now.attributes().tags()).hasSize(31);
        }
    }

    private static ObjectDescription tagged(ObjectDescription description, String tag) {
        Map<String, String> tags = new HashMap<>(description.tags());
        tags.put(tag, "");
        return description.withTags(tags);
    }
}
