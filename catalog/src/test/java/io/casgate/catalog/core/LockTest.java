package io.casgate.catalog.core;

import static io.casgate.catalog.core.Samples.NOTHING;
import static io.casgate.catalog.core.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.Condition;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.ObjectLock;
import io.casgate.catalog.ObjectLock.Bypass;
import io.casgate.catalog.ObjectLock.LegalHold;
import io.casgate.catalog.ObjectLock.Mode;
import io.casgate.catalog.ObjectLock.Retention;
import io.casgate.catalog.Objects.Amendment;
import io.casgate.catalog.Objects.Publication.Published;
import io.casgate.catalog.Objects.Removal;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.VersionId;
import io.casgate.catalog.Versioning;
import io.casgate.catalog.memory.MemoryTrash;
import io.casgate.catalog.memory.MovableClock;
import io.casgate.catalog.port.CatalogPorts;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every catalog does with versions under a lock. */
abstract class LockTest {
    abstract CatalogPorts ports();

    private static final ObjectKey KEY = key("k");
    private static final Condition NONE = new Condition.None();

    private final CatalogPorts ports = ports();
    private final MovableClock clock = new MovableClock();
    private final Catalog catalog = new LinearCatalog(ports, CatalogSettings.DEFAULT, clock, Runnable::run);
    private final Bucket bucket = Samples.bucket(catalog, "locked-" + System.nanoTime());

    @BeforeEach
    void keepVersions() {
        catalog.buckets().setVersioning(bucket, Versioning.ENABLED);
    }

    private StoredObject put(ObjectLock lock) {
        return ((Published) catalog.objects()
                        .publish(bucket, KEY, Samples.large("1", 7).with(d -> d.withLock(lock)), NONE, NOTHING))
                .object();
    }

    private ObjectLock until(Mode mode, Duration later) {
        return ObjectLock.NONE.with(new Retention(mode, clock.instant().plus(later)));
    }

    private Removal delete(StoredObject object, Bypass bypass) {
        return catalog.objects().deleteVersion(bucket, KEY, object.id(), NONE, bypass);
    }

    private Amendment lock(StoredObject object, ObjectLock lock) {
        return catalog.objects().amend(bucket, KEY, object.id(), NONE, d -> d.withLock(lock));
    }

    private Optional<StoredVersion> find(StoredObject object) {
        return catalog.objects().version(bucket, KEY, object.id());
    }

    @Test
    void governanceHoldsUntilItEndsOrIsBypassed() {
        ObjectLock lock = until(Mode.GOVERNANCE, Duration.ofDays(1));
        StoredObject first = put(lock);
        StoredObject second = put(lock);

        assertThat(delete(first, Bypass.NOTHING)).isEqualTo(new Removal.Locked(lock));
        assertThat(delete(second, Bypass.NOTHING)).isEqualTo(new Removal.Locked(lock));
        if (ports.trash() instanceof MemoryTrash trash) {
            assertThat(trash.items()).isEmpty();
        }
        assertThat(delete(first, Bypass.GOVERNANCE)).isEqualTo(new Removal.Removed(first));
        clock.advance(Duration.ofDays(1));
        assertThat(delete(second, Bypass.NOTHING)).isEqualTo(new Removal.Removed(second));
    }

    @Test
    void complianceHoldsUntilItEnds() {
        ObjectLock lock = until(Mode.COMPLIANCE, Duration.ofDays(1));
        StoredObject object = put(lock);

        assertThat(delete(object, Bypass.GOVERNANCE)).isEqualTo(new Removal.Locked(lock));
        clock.advance(Duration.ofDays(1));
        assertThat(delete(object, Bypass.NOTHING)).isEqualTo(new Removal.Removed(object));
    }

    @Test
    void aLegalHoldHoldsUntilItIsTakenOff() {
        StoredObject older = put(ObjectLock.NONE);
        StoredObject newest = put(ObjectLock.NONE);
        for (StoredObject object : new StoredObject[] {older, newest}) {
            lock(object, ObjectLock.NONE.with(LegalHold.ON));
            assertThat(delete(object, Bypass.GOVERNANCE)).isInstanceOf(Removal.Locked.class);
            lock(object, ObjectLock.NONE.with(LegalHold.OFF));
            assertThat(delete(object, Bypass.NOTHING)).isInstanceOf(Removal.Removed.class);
        }
    }

    @Test
    void aLockLetsAMarkerPass() {
        StoredObject object = put(until(Mode.COMPLIANCE, Duration.ofDays(1)));

        Removal removal = catalog.objects().delete(bucket, KEY, NONE);

        assertThat(removal).isInstanceOf(Removal.Marked.class);
        VersionId marker = ((Removal.Marked) removal).marker().id();
        assertThat(catalog.objects().deleteVersion(bucket, KEY, marker, NONE)).isInstanceOf(Removal.Removed.class);
        assertThat(catalog.objects().current(bucket, KEY)).contains(object);
    }

    @Test
    void aVersionThatIsNotThereIsAbsentUnderAnyCondition() {
        VersionId none = VersionId.create(7, new Random(1));
        Condition other = new Condition.IfMatch(Set.of("2"));

        assertThat(catalog.objects().deleteVersion(bucket, KEY, none, other)).isEqualTo(new Removal.Absent());
        put(ObjectLock.NONE);
        assertThat(catalog.objects().deleteVersion(bucket, KEY, none, new Condition.IfPresent()))
                .isEqualTo(new Removal.Absent());
    }

    /** An acknowledged hold means that the version is there, whoever raced. */
    @Test
    void ofAHoldAndARemovalThatRaceOneComesFirst() throws Exception {
        for (int round = 0; round < 20; round++) {
            StoredObject object = put(ObjectLock.NONE);
            if (round % 2 == 0) {
                put(ObjectLock.NONE);
            }
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Amendment> hold = threads.submit(() -> lock(object, ObjectLock.NONE.with(LegalHold.ON)));
                Future<Removal> removal = threads.submit(() -> delete(object, Bypass.NOTHING));

                boolean held = hold.get() instanceof Amendment.Amended;
                assertThat(removal.get()).isInstanceOf(held ? Removal.Locked.class : Removal.Removed.class);
                assertThat(find(object).isPresent()).isEqualTo(held);
            }
        }
    }
}
