package io.casgate.catalog.core;

import static io.casgate.catalog.core.Samples.NOTHING;
import static io.casgate.catalog.core.Samples.key;
import static io.casgate.catalog.core.Samples.large;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.Condition;
import io.casgate.catalog.DeleteMarker;
import io.casgate.catalog.Expirable;
import io.casgate.catalog.ListedVersion;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.ObjectLock;
import io.casgate.catalog.ObjectLock.LegalHold;
import io.casgate.catalog.Objects.Expiry;
import io.casgate.catalog.Objects.Publication.Published;
import io.casgate.catalog.Objects.Removal;
import io.casgate.catalog.Objects.VersionQuery;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.Versioning;
import io.casgate.catalog.port.CatalogPorts;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What every catalog removes because it is due, whatever it stands on. */
abstract class ExpiringTest {
    private static final ObjectKey KEY = key("k");

    abstract CatalogPorts ports();

    private final Catalog catalog =
            new LinearCatalog(ports(), CatalogSettings.DEFAULT, InstantSource.system(), Runnable::run);
    private final Bucket bucket = Samples.bucket(catalog, "expiring-" + System.nanoTime());

    private StoredObject put(ObjectAttributes attributes) {
        return ((Published) catalog.objects().publish(bucket, KEY, attributes, new Condition.None(), NOTHING)).object();
    }

    private StoredObject put() {
        return put(large("etag", 100));
    }

    private StoredObject putLocked() {
        ObjectLock held = ObjectLock.NONE.with(LegalHold.ON);
        return put(large("etag", 100).with(description -> description.withLock(held)));
    }

    private DeleteMarker mark() {
        return ((Removal.Marked) catalog.objects().delete(bucket, KEY, new Condition.None())).marker();
    }

    private void remove(StoredVersion version) {
        assertThat(catalog.objects().deleteVersion(bucket, KEY, version.id(), new Condition.None()))
                .isInstanceOf(Removal.Removed.class);
    }

    private Expiry expire(Expirable what, Predicate<StoredVersion> due) {
        return catalog.objects().expire(bucket, KEY, what, due);
    }

    private void enable() {
        catalog.buckets().setVersioning(bucket, Versioning.ENABLED);
    }

    private List<Long> versions() {
        return catalog.objects().listVersions(bucket, new VersionQuery("", "", "", null, 100)).versions().stream()
                .map(ListedVersion::version)
                .toList();
    }

    @Test
    void currentObjectsGoWhereNoVersionsAreKept() {
        StoredObject object = put();
        assertThat(expire(new Expirable.Current(), _ -> false)).isEqualTo(Expiry.SPARED);
        assertThat(versions()).containsExactly(object.version());
        assertThat(expire(new Expirable.Current(), object::equals)).isEqualTo(Expiry.EXPIRED);
        assertThat(versions()).isEmpty();
        assertThat(expire(new Expirable.Current(), _ -> true)).isEqualTo(Expiry.SPARED);
    }

    @Test
    void currentObjectsGetAMarkerWhereVersionsAreKept() {
        enable();
        StoredObject object = putLocked();
        assertThat(expire(new Expirable.Current(), _ -> true)).isEqualTo(Expiry.EXPIRED);
        assertThat(catalog.objects().current(bucket, KEY)).get().isInstanceOf(DeleteMarker.class);
        assertThat(versions()).hasSize(2).contains(object.version());
        assertThat(expire(new Expirable.Current(), _ -> true)).isEqualTo(Expiry.SPARED);
    }

    @Test
    void markersGoWhenTheyAreAlone() {
        enable();
        StoredObject object = put();
        mark();
        assertThat(expire(new Expirable.LonelyMarker(), _ -> true)).isEqualTo(Expiry.SPARED);
        remove(object);
        assertThat(expire(new Expirable.LonelyMarker(), _ -> false)).isEqualTo(Expiry.SPARED);
        assertThat(expire(new Expirable.LonelyMarker(), _ -> true)).isEqualTo(Expiry.EXPIRED);
        assertThat(versions()).isEmpty();
        put();
        assertThat(expire(new Expirable.LonelyMarker(), _ -> true)).isEqualTo(Expiry.SPARED);
    }

    @Test
    void olderVersionsGo() {
        enable();
        StoredObject oldest = put();
        StoredObject older = put();
        DeleteMarker marker = mark();
        StoredObject current = put();
        assertThat(expire(new Expirable.Noncurrent(older.id()), older::equals)).isEqualTo(Expiry.EXPIRED);
        assertThat(expire(new Expirable.Noncurrent(older.id()), _ -> true)).isEqualTo(Expiry.SPARED);
        assertThat(expire(new Expirable.Noncurrent(marker.id()), _ -> true)).isEqualTo(Expiry.EXPIRED);
        assertThat(expire(new Expirable.Noncurrent(current.id()), _ -> true)).isEqualTo(Expiry.SPARED);
        assertThat(versions()).containsExactly(current.version(), oldest.version());
    }

    @Test
    void nullVersionsGoThatAreNotCurrent() {
        StoredObject unversioned = put();
        enable();
        StoredObject current = put();
        assertThat(expire(new Expirable.Noncurrent(unversioned.id()), unversioned::equals))
                .isEqualTo(Expiry.EXPIRED);
        assertThat(versions()).containsExactly(current.version());
    }

    @Test
    void lockedVersionsStay() {
        enable();
        StoredObject locked = putLocked();
        StoredObject current = put();
        assertThat(expire(new Expirable.Noncurrent(locked.id()), _ -> true)).isEqualTo(Expiry.LOCKED);
        assertThat(versions()).containsExactly(current.version(), locked.version());
    }

    /** While the rule decides on what it was shown, the key gets another object: that is asked about then. */
    @Test
    void whatIsPutMeanwhileIsAskedAboutAnew() {
        put();
        AtomicBoolean first = new AtomicBoolean(true);
        StoredObject[] late = new StoredObject[1];
        Expiry expiry = expire(new Expirable.Current(), version -> {
            if (first.getAndSet(false)) {
                late[0] = put();
                return true;
            }
            return !version.equals(late[0]);
        });
        assertThat(expiry).isEqualTo(Expiry.SPARED);
        assertThat(catalog.objects().current(bucket, KEY)).contains(late[0]);
    }

    /** The same with a version that becomes current again, because the newer one is removed. */
    @Test
    void whatBecomesCurrentMeanwhileStays() {
        enable();
        StoredObject older = put();
        StoredObject newer = put();
        AtomicBoolean first = new AtomicBoolean(true);
        Expiry expiry = expire(new Expirable.Noncurrent(older.id()), _ -> {
            if (first.getAndSet(false)) {
                remove(newer);
            }
            return true;
        });
        assertThat(expiry).isEqualTo(Expiry.SPARED);
        assertThat(catalog.objects().current(bucket, KEY)).contains(older);
    }
}
