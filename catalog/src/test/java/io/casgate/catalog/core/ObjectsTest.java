package io.casgate.catalog.core;

import static io.casgate.catalog.core.Samples.NOTHING;
import static io.casgate.catalog.core.Samples.key;
import static io.casgate.catalog.core.Samples.keys;
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
import io.casgate.catalog.NoSuchBucketException;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.Objects.Publication;
import io.casgate.catalog.Objects.Publication.Published;
import io.casgate.catalog.Objects.Removal;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.memory.MemoryTrash;
import io.casgate.catalog.port.CatalogPorts;
import io.casgate.dedup.UploadExpiredException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every catalog does with objects, whatever it stands on. */
abstract class ObjectsTest {
    abstract CatalogPorts ports();

    private final CatalogPorts ports = ports();
    private final Catalog catalog =
            new LinearCatalog(ports, CatalogSettings.DEFAULT, InstantSource.system(), Runnable::run);
    private final Bucket bucket = Samples.bucket(catalog, "bucket-" + System.nanoTime());

    private Publication publish(String key, ObjectAttributes attributes, Condition condition) {
        return catalog.objects().publish(bucket, key(key), attributes, condition, NOTHING);
    }

    private Publication publish(String key, String etag) {
        return publish(key, small(etag), new Condition.None());
    }

    @Test
    void aPublishedObjectIsThereWithAllItsAttributes() {
        ObjectAttributes attributes = large("etag", 1L << 42);

        Published published = (Published) publish("a/b", attributes, new Condition.None());

        assertThat(catalog.objects().head(bucket, key("a/b"))).contains(published.object());
        assertThat(published.object().attributes()).isEqualTo(attributes);
        assertThat(published.object().lastModified()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void aListingShowsWhatTheHeadHas() {
        Published published = (Published) publish("a", large("etag", 7), new Condition.None());

        assertThat(catalog.objects()
                        .list(bucket, new ListQuery("", "", ListStart.beginning(), 10))
                        .items())
                .singleElement()
                .satisfies(listed -> {
                    assertThat(listed.key()).isEqualTo(key("a"));
                    assertThat(listed.etag()).isEqualTo("etag");
                    assertThat(listed.size()).isEqualTo(7);
                    assertThat(listed.owner()).isEqualTo("owner");
                    assertThat(listed.storageClass()).isEqualTo("STANDARD");
                    assertThat(listed.checksumAlgorithm()).isEqualTo("CRC32");
                    assertThat(listed.lastModified())
                            .isEqualTo(published.object().lastModified());
                });
    }

    @Test
    void conditionsAreHeld() {
        assertThat(publish("k", small("1"), new Condition.IfMatch(Set.of("1"))))
                .isInstanceOf(Publication.NoSuchKey.class);
        assertThat(publish("k", small("1"), new Condition.IfAbsent())).isInstanceOf(Published.class);
        assertThat(publish("k", small("2"), new Condition.IfAbsent()))
                .isInstanceOf(Publication.PreconditionFailed.class);
        assertThat(publish("k", small("2"), new Condition.IfMatch(Set.of("0"))))
                .isInstanceOf(Publication.PreconditionFailed.class);
        assertThat(publish("k", small("2"), new Condition.IfMatch(Set.of("1")))).isInstanceOf(Published.class);
        assertThat(catalog.objects().delete(bucket, key("k"), new Condition.IfMatch(Set.of("1"))))
                .isInstanceOf(Removal.PreconditionFailed.class);
        assertThat(catalog.objects().delete(bucket, key("k"), new Condition.IfMatch(Set.of("2"))))
                .isInstanceOf(Removal.Removed.class);
        assertThat(catalog.objects().delete(bucket, key("k"), new Condition.None()))
                .isInstanceOf(Removal.Absent.class);
    }

    @Test
    void anObjectIsRemovedWhenItIsStillWhatItWas() {
        publish("k", "1");
        StoredObject object = catalog.objects().head(bucket, key("k")).orElseThrow();
        Condition ofSize = new Condition.IfSize(object.attributes().size());
        Condition ofTime = new Condition.IfLastModified(object.lastModified().truncatedTo(ChronoUnit.SECONDS));

        for (Condition other : List.of(
                new Condition.IfSize(object.attributes().size() + 1),
                new Condition.IfLastModified(object.lastModified().minusSeconds(1)),
                new Condition.All(List.of(ofSize, ofTime, new Condition.IfMatch(Set.of("2")))))) {
            assertThat(catalog.objects().delete(bucket, key("k"), other))
                    .as("%s", other)
                    .isInstanceOf(Removal.PreconditionFailed.class);
        }
        Condition all = new Condition.All(List.of(ofSize, ofTime, new Condition.IfMatch(Set.of("1"))));
        assertThat(catalog.objects().delete(bucket, key("k"), all)).isInstanceOf(Removal.Removed.class);
        assertThat(catalog.objects().delete(bucket, key("k"), ofSize)).isInstanceOf(Removal.Absent.class);
        assertThat(catalog.objects().delete(bucket, key("k"), ofTime)).isInstanceOf(Removal.Absent.class);
        assertThat(catalog.objects().delete(bucket, key("k"), all)).isInstanceOf(Removal.Absent.class);
    }

    @Test
    void aRemovedObjectIsGoneAndCanComeBack() {
        publish("k", "1");
        catalog.objects().delete(bucket, key("k"), new Condition.None());

        assertThat(catalog.objects().head(bucket, key("k"))).isEmpty();
        assertThat(keys(catalog, bucket, 10)).isEmpty();

        publish("k", small("2"), new Condition.IfAbsent());
        assertThat(keys(catalog, bucket, 10)).containsExactly("k");
    }

    @Test
    void replacedManifestsGoToTheTrashAndInlineBytesDoNot() {
        ObjectAttributes first = large("1", 10);
        publish("k", first, new Condition.None());
        publish("k", "2");
        publish("k", "3");

        if (ports.trash() instanceof MemoryTrash trash) {
            assertThat(trash.items()).singleElement().satisfies(item -> {
                assertThat(item.content()).isEqualTo(first.content());
                assertThat(item.key()).isEqualTo(key("k"));
            });
        }
    }

    @Test
    void ofManyThatCreateOneKeyExactlyOneWins() throws Exception {
        List<Future<Publication>> racers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                String etag = "racer" + i;
                racers.add(threads.submit(() -> publish("k", small(etag), new Condition.IfAbsent())));
            }
        }
        List<Published> winners = new ArrayList<>();
        for (Future<Publication> racer : racers) {
            if (racer.get() instanceof Published winner) {
                winners.add(winner);
            }
        }
        assertThat(winners).hasSize(1);
        assertThat(catalog.objects().head(bucket, key("k")))
                .contains(winners.getFirst().object());
        assertThat(keys(catalog, bucket, 10)).containsExactly("k");
    }

    @Test
    void anExpiredUploadIsNotPublished() {
        assertThatThrownBy(() -> catalog.objects().publish(bucket, key("k"), small("1"), new Condition.None(), () -> {
                    throw new UploadExpiredException("too late");
                }))
                .isInstanceOf(UploadExpiredException.class);

        assertThat(catalog.objects().head(bucket, key("k"))).isEmpty();
        assertThat(keys(catalog, bucket, 10)).isEmpty();
    }

    @Test
    void anyKeyIsStoredAndListedInTheOrderOfItsBytes() {
        List<String> sorted = List.of(
                "\u0001",
                "/",
                "//",
                "//a",
                "a",
                "a\0",
                "a\0b",
                "a b",
                "a/b",
                "a/b/",
                "é",
                "中文",
                "\uFFFD",
                "😀",
                "😀".repeat(256));
        sorted.reversed().forEach(key -> publish(key, "1"));

        assertThat(keys(catalog, bucket, 4)).isEqualTo(sorted);
        for (String key : sorted) {
            assertThat(catalog.objects().head(bucket, new ObjectKey(key))).isPresent();
        }
    }

    @Test
    void nothingIsWrittenIntoABucketThatIsGone() {
        Bucket gone = Samples.bucket(catalog, "gone-" + System.nanoTime());
        catalog.buckets().delete(gone);

        assertThatThrownBy(() -> catalog.objects().publish(gone, key("k"), small("1"), new Condition.None(), NOTHING))
                .isInstanceOf(NoSuchBucketException.class);
        assertThat(catalog.objects().head(gone, key("k"))).isEmpty();
    }
}
