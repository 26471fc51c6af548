package io.casgate.catalog.core;

import static io.casgate.catalog.core.Samples.NOTHING;
import static io.casgate.catalog.core.Samples.key;
import static io.casgate.catalog.core.Samples.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.Condition;
import io.casgate.catalog.ListQuery;
import io.casgate.catalog.ListStart;
import io.casgate.catalog.ListedObject;
import io.casgate.catalog.ListedVersion;
import io.casgate.catalog.ObjectDescription;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.Objects.Amendment;
import io.casgate.catalog.Objects.Publication.Published;
import io.casgate.catalog.Objects.Removal;
import io.casgate.catalog.Objects.VersionQuery;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.UnknownOutcomeException;
import io.casgate.catalog.VersionId;
import io.casgate.catalog.Versioning;
import io.casgate.catalog.memory.Faults;
import io.casgate.catalog.memory.MemoryCatalog;
import io.casgate.catalog.memory.MemoryTrash;
import io.casgate.catalog.memory.MovableClock;
import io.casgate.catalog.port.CatalogPorts;
import io.casgate.catalog.port.Trash;
import io.casgate.dedup.StoreUnavailableException;
import io.casgate.dedup.manifest.Content;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Changes of versions are stopped at every call they make to the database, in every way; another process looks at what is
 * left, and goes on changing the key: nothing that was removed comes back, and nothing else is lost.
 */
final class VersionCrashTest {
    private static final ObjectKey KEY = key("k");

    /** A key with the null version "0" and the versions "1" and "2". */
    private static final class World {
        final CatalogPorts ports = MemoryCatalog.ports();
        final MovableClock clock = new MovableClock();
        final Catalog healthy = catalog(ports);
        final Bucket bucket = Samples.bucket(healthy, "bucket");
        final StoredObject oldest = put(healthy, "0");
        final StoredObject middle;
        final StoredObject newest;

        World() {
            healthy.buckets().setVersioning(bucket, Versioning.ENABLED);
            middle = put(healthy, "1");
            newest = put(healthy, "2");
        }

        Catalog catalog(CatalogPorts on) {
            return new LinearCatalog(on, CatalogSettings.DEFAULT, clock, Runnable::run);
        }

        StoredObject put(Catalog catalog, String etag) {
            Content content = manifest(100 + etag.hashCode() % 50);
            return ((Published) catalog.objects()
                            .publish(bucket, KEY, Samples.object(etag, content), new Condition.None(), NOTHING))
                    .object();
        }

        Removal delete(Catalog catalog, VersionId id) {
            return catalog.objects().deleteVersion(bucket, KEY, id, new Condition.None());
        }

        Amendment amend(Catalog catalog, VersionId id, UnaryOperator<ObjectDescription> change) {
            return catalog.objects().amend(bucket, KEY, id, new Condition.None(), change);
        }

        StoredVersion find(VersionId id) {
            return healthy.objects().version(bucket, KEY, id).orElseThrow();
        }

        /** The key's versions: ETags, and "" for a delete marker. */
        List<String> versions() {
            List<ListedVersion> listed = healthy.objects()
                    .listVersions(bucket, new VersionQuery("", "", "", null, 100))
                    .versions();
            for (ListedVersion version : listed) {
                assertThat(healthy.objects().version(bucket, KEY, version.id())).isPresent();
            }
            return listed.stream().map(version -> version.object().etag()).toList();
        }

        List<Content> trash() {
            return ((MemoryTrash) ports.trash())
                    .items().stream().map(Trash.Item::content).toList();
        }

        /** What listings of objects show is what the head has, also when all markers are old. */
        void requireConsistentListing() {
            List<String> expected = healthy.objects().head(bucket, KEY).stream()
                    .map(object -> object.attributes().storageClass())
                    .toList();
            assertThat(listedClasses()).isEqualTo(expected);
            clock.advance(Duration.ofMinutes(2));
            assertThat(listedClasses()).isEqualTo(expected);
        }

        private List<String> listedClasses() {
            return healthy.objects().list(bucket, new ListQuery("", "", ListStart.beginning(), 10)).items().stream()
                    .map(ListedObject::storageClass)
                    .toList();
        }
    }

    private static <T> Optional<T> attempt(Catalog catalog, Function<Catalog, T> operation) {
        try {
            return Optional.of(operation.apply(catalog));
        } catch (StoreUnavailableException | UnknownOutcomeException e) {
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @EnumSource(CrashTest.Fault.class)
    void addingAVersion(CrashTest.Fault fault) {
        for (int k = 1; ; k++) {
            World world = new World();
            Faults faults = fault.at(k);

            Optional<?> answer = attempt(world.catalog(faults.on(world.ports)), c -> world.put(c, "3"));

            assertThat(world.versions()).isIn(List.of("2", "1", "0"), List.of("3", "2", "1", "0"));
            answer.ifPresent(_ -> assertThat(world.versions()).startsWith("3"));
            world.requireConsistentListing();
            world.put(world.healthy, "4");
            assertThat(world.versions()).endsWith("2", "1", "0").startsWith("4");
            assertThat(world.trash()).isEmpty();
            if (!faults.happened()) {
                return;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(CrashTest.Fault.class)
    void markingAKeyAsRemoved(CrashTest.Fault fault) {
        for (int k = 1; ; k++) {
            World world = new World();
            Faults faults = fault.at(k);

            Optional<?> answer = attempt(
                    world.catalog(faults.on(world.ports)),
                    c -> c.objects().delete(world.bucket, KEY, new Condition.None()));

            assertThat(world.versions()).isIn(List.of("2", "1", "0"), List.of("", "2", "1", "0"));
            answer.ifPresent(_ -> assertThat(world.versions()).startsWith(""));
            world.requireConsistentListing();
            assertThat(world.trash()).isEmpty();
            if (!faults.happened()) {
                return;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(CrashTest.Fault.class)
    void replacingAnOlderNullVersion(CrashTest.Fault fault) {
        for (int k = 1; ; k++) {
            World world = new World();
            world.healthy.buckets().setVersioning(world.bucket, Versioning.SUSPENDED);
            Faults faults = fault.at(k);

            Optional<?> answer = attempt(world.catalog(faults.on(world.ports)), c -> world.put(c, "3"));

            assertThat(world.versions()).isIn(List.of("2", "1", "0"), List.of("3", "2", "1"));
            answer.ifPresent(_ -> assertThat(world.versions()).startsWith("3"));
            if (world.versions().contains("3")) {
                assertThat(world.trash()).contains(world.oldest.attributes().content());
            }
            world.requireConsistentListing();
            world.healthy.buckets().setVersioning(world.bucket, Versioning.ENABLED);
            List<String> before = world.versions();
            world.put(world.healthy, "4");
            assertThat(world.versions()).startsWith("4").endsWith(before.toArray(String[]::new));
            if (!faults.happened()) {
                return;
            }
        }
    }

    /** Whether a version was removed is decided when its removal ends, answered or not. */
    @ParameterizedTest
    @EnumSource(CrashTest.Fault.class)
    void removingTheNewestVersion(CrashTest.Fault fault) {
        for (int k = 1; ; k++) {
            World world = new World();
            Faults faults = fault.at(k);

            Optional<?> answer =
                    attempt(world.catalog(faults.on(world.ports)), c -> world.delete(c, world.newest.id()));

            assertThat(world.versions()).isIn(List.of("2", "1", "0"), List.of("1", "0"));
            answer.ifPresent(_ -> assertThat(world.versions()).containsExactly("1", "0"));
            boolean gone = !world.versions().contains("2");
            world.requireConsistentListing();
            world.put(world.healthy, "3");
            assertThat(world.versions()).isEqualTo(gone ? List.of("3", "1", "0") : List.of("3", "2", "1", "0"));
            if (gone) {
                assertThat(world.trash()).contains(world.newest.attributes().content());
            }
            world.delete(world.healthy, world.newest.id());
            assertThat(world.versions()).containsExactly("3", "1", "0");
            if (!faults.happened()) {
                return;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(CrashTest.Fault.class)
    void removingAnOlderVersion(CrashTest.Fault fault) {
        for (int k = 1; ; k++) {
            World world = new World();
            Faults faults = fault.at(k);

            Optional<?> answer =
                    attempt(world.catalog(faults.on(world.ports)), c -> world.delete(c, world.middle.id()));

            assertThat(world.versions()).isIn(List.of("2", "1", "0"), List.of("2", "0"));
            answer.ifPresent(_ -> assertThat(world.versions()).containsExactly("2", "0"));
            if (!world.versions().contains("1")) {
                assertThat(world.trash()).contains(world.middle.attributes().content());
            }
            world.requireConsistentListing();
            boolean gone = !world.versions().contains("1");
            world.delete(world.healthy, world.newest.id());
            assertThat(world.versions()).isEqualTo(gone ? List.of("0") : List.of("1", "0"));
            if (!faults.happened()) {
                return;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(CrashTest.Fault.class)
    void removingAnOlderNullVersion(CrashTest.Fault fault) {
        for (int k = 1; ; k++) {
            World world = new World();
            Faults faults = fault.at(k);

            Optional<?> answer = attempt(world.catalog(faults.on(world.ports)), c -> world.delete(c, VersionId.NULL));

            assertThat(world.versions()).isIn(List.of("2", "1", "0"), List.of("2", "1"));
            answer.ifPresent(_ -> assertThat(world.versions()).containsExactly("2", "1"));
            boolean gone = !world.versions().contains("0");
            if (gone) {
                assertThat(world.trash()).contains(world.oldest.attributes().content());
            }
            world.put(world.healthy, "3");
            assertThat(world.versions()).isEqualTo(gone ? List.of("3", "2", "1") : List.of("3", "2", "1", "0"));
            world.requireConsistentListing();
            if (!faults.happened()) {
                return;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(CrashTest.Fault.class)
    void amendingTheNewestVersion(CrashTest.Fault fault) {
        amending(fault, world -> world.newest);
    }

    @ParameterizedTest
    @EnumSource(CrashTest.Fault.class)
    void amendingAnOlderVersion(CrashTest.Fault fault) {
        amending(fault, world -> world.middle);
    }

    @ParameterizedTest
    @EnumSource(CrashTest.Fault.class)
    void amendingAnOlderNullVersion(CrashTest.Fault fault) {
        amending(fault, world -> world.oldest);
    }

    /** An amendment is made or not when it ends, and stays so whatever becomes of the key's other versions. */
    private static void amending(CrashTest.Fault fault, Function<World, StoredObject> which) {
        UnaryOperator<ObjectDescription> change = d -> d.withAcl("new").withStorageClass("STANDARD_IA");
        UnaryOperator<ObjectDescription> another = d -> d.withAcl("newer").withStorageClass("GLACIER_IR");
        for (int k = 1; ; k++) {
            World world = new World();
            StoredObject victim = which.apply(world);
            StoredObject amended = victim.with(victim.attributes().with(change));
            Faults faults = fault.at(k);

            Optional<?> answer =
                    attempt(world.catalog(faults.on(world.ports)), c -> world.amend(c, victim.id(), change));

            StoredVersion now = world.find(victim.id());
            assertThat(now).isIn(victim, amended);
            answer.ifPresent(_ -> assertThat(now).isEqualTo(amended));
            world.requireConsistentListing();
            world.put(world.healthy, "3");
            assertThat(world.find(victim.id())).isEqualTo(now);
            world.amend(world.healthy, victim.id(), another);
            List.of(world.oldest, world.middle, world.newest).stream()
                    .filter(other -> !other.equals(victim))
                    .forEach(other -> world.delete(world.healthy, other.id()));
            assertThat(world.find(victim.id()))
                    .isEqualTo(victim.with(amended.attributes().with(another)));
            assertThat(world.versions())
                    .containsExactly("3", victim.attributes().etag());
            world.requireConsistentListing();
            if (!faults.happened()) {
                return;
            }
        }
    }

    /** A key that had no version for a time shows nothing of before, whatever died when. */
    @ParameterizedTest
    @EnumSource(CrashTest.Fault.class)
    void removingTheLastVersion(CrashTest.Fault fault) {
        for (int k = 1; ; k++) {
            World world = new World();
            world.delete(world.healthy, world.newest.id());
            world.delete(world.healthy, VersionId.NULL);
            Faults faults = fault.at(k);

            Optional<?> answer =
                    attempt(world.catalog(faults.on(world.ports)), c -> world.delete(c, world.middle.id()));

            assertThat(world.versions()).isIn(List.of("1"), List.of());
            answer.ifPresent(_ -> assertThat(world.versions()).isEmpty());
            List<String> before = world.versions();
            world.requireConsistentListing();
            world.put(world.healthy, "3");
            world.put(world.healthy, "4");
            assertThat(world.versions()).startsWith("4", "3").endsWith(before.toArray(String[]::new));
            assertThat(world.versions()).hasSize(2 + before.size());
            if (!faults.happened()) {
                return;
            }
        }
    }
}
