package io.casgate.catalog.core;

import static io.casgate.catalog.core.Samples.NOTHING;
import static io.casgate.catalog.core.Samples.key;
import static io.casgate.catalog.core.Samples.keys;
import static io.casgate.catalog.core.Samples.large;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.Condition;
import io.casgate.catalog.DeleteMarker;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.Objects.Publication;
import io.casgate.catalog.Objects.Publication.Published;
import io.casgate.catalog.Objects.Renaming;
import io.casgate.catalog.Objects.Renaming.Renamed;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.Versioning;
import io.casgate.catalog.memory.MemoryTrash;
import io.casgate.catalog.port.CatalogPorts;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every catalog does when objects are renamed, and when they are appended to. */
abstract class RenamingTest {
    abstract CatalogPorts ports();

    private static final ObjectKey FROM = key("from");
    private static final ObjectKey TO = key("to");
    private static final Condition NONE = new Condition.None();

    private final CatalogPorts ports = ports();
    private final Catalog catalog =
            new LinearCatalog(ports, CatalogSettings.DEFAULT, InstantSource.system(), Runnable::run);
    private final Bucket bucket = Samples.bucket(catalog, "renamed-" + System.nanoTime());

    private StoredObject put(ObjectKey key, String etag) {
        return ((Published) catalog.objects().publish(bucket, key, large(etag, 7), NONE, NOTHING)).object();
    }

    private Renaming rename(StoredObject source, Condition condition, Runnable before) {
        return catalog.objects()
                .rename(bucket, FROM, TO, source, large(source.attributes().etag(), 7), condition, before);
    }

    private String at(ObjectKey key) {
        return catalog.objects()
                .head(bucket, key)
                .map(object -> object.attributes().etag())
                .orElse("");
    }

    @Test
    void anObjectGetsAnotherName() {
        StoredObject source = put(FROM, "1");
        StoredObject replaced = put(TO, "0");

        Renaming renaming = rename(source, NONE, NOTHING);

        assertThat(renaming).isInstanceOf(Renamed.class);
        assertThat(at(FROM)).isEmpty();
        assertThat(at(TO)).isEqualTo("1");
        assertThat(keys(catalog, bucket, 10)).containsExactly("to");
        if (ports.trash() instanceof MemoryTrash trash) {
            assertThat(trash.items())
                    .extracting(item -> item.content())
                    .containsExactlyInAnyOrder(
                            source.attributes().content(), replaced.attributes().content());
        }
    }

    @Test
    void whereVersionsAreKeptTheOldNameGetsAMarker() {
        catalog.buckets().setVersioning(bucket, Versioning.ENABLED);
        StoredObject source = put(FROM, "1");
        StoredObject replaced = put(TO, "0");

        rename(source, NONE, NOTHING);

        assertThat(catalog.objects().current(bucket, FROM)).containsInstanceOf(DeleteMarker.class);
        assertThat(catalog.objects().version(bucket, FROM, source.id())).contains(source);
        assertThat(catalog.objects().version(bucket, TO, replaced.id())).contains(replaced);
        assertThat(at(TO)).isEqualTo("1");
    }

    @Test
    void whatHasChangedOrIsInTheWayIsNotRenamed() {
        StoredObject old = put(FROM, "1");
        StoredObject source = put(FROM, "2");

        assertThat(rename(old, NONE, NOTHING)).isEqualTo(new Renaming.SourceChanged());
        assertThat(rename(source, new Condition.IfPresent(), NOTHING)).isEqualTo(new Renaming.NoSuchKey());
        put(TO, "0");
        assertThat(rename(source, new Condition.IfAbsent(), NOTHING)).isEqualTo(new Renaming.PreconditionFailed());
        assertThat(at(FROM)).isEqualTo("2");
        assertThat(at(TO)).isEqualTo("0");
        assertThatThrownBy(
                        () -> catalog.objects().rename(bucket, FROM, FROM, source, source.attributes(), NONE, NOTHING))
                .isInstanceOf(IllegalArgumentException.class);
        catalog.objects().delete(bucket, FROM, NONE);
        assertThat(rename(source, NONE, NOTHING)).isEqualTo(new Renaming.SourceChanged());
    }

    /** As if it had been stored after the renaming. */
    @Test
    void whatIsStoredUnderTheOldNameMeanwhileStays() {
        StoredObject source = put(FROM, "1");

        Renaming renaming = rename(source, NONE, () -> put(FROM, "2"));

        assertThat(renaming).isInstanceOf(Renamed.class);
        assertThat(at(TO)).isEqualTo("1");
        assertThat(at(FROM)).isEqualTo("2");
    }

    /** Appends build on one another: the condition that nothing has changed lets one of those that race pass. */
    @Test
    void ofTwoThatAppendToOneVersionOnePasses() throws Exception {
        for (int round = 0; round < 10; round++) {
            StoredObject base = put(FROM, "base");
            Condition unchanged = new Condition.IfCurrent(base);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Publication> first = threads.submit(() -> append("first", unchanged));
                Future<Publication> second = threads.submit(() -> append("second", unchanged));

                boolean firstPassed = first.get() instanceof Published;
                boolean secondPassed = second.get() instanceof Published;
                assertThat(firstPassed).isNotEqualTo(secondPassed);
                assertThat(at(FROM)).isEqualTo(firstPassed ? "first" : "second");
            }
        }
        StoredObject base = put(FROM, "base");
        catalog.objects().amend(bucket, FROM, null, NONE, d -> d.withAcl("all"));
        assertThat(append("third", new Condition.IfCurrent(base))).isInstanceOf(Publication.PreconditionFailed.class);
    }

    private Publication append(String etag, Condition condition) {
        return catalog.objects().publish(bucket, FROM, large(etag, 8), condition, NOTHING);
    }
}
