package io.casgate.catalog.core;

import static io.casgate.catalog.core.Samples.NOTHING;
import static io.casgate.catalog.core.Samples.key;
import static io.casgate.catalog.core.Samples.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.Buckets.Creation;
import io.casgate.catalog.Buckets.Deletion;
import io.casgate.catalog.Buckets.NewBucket;
import io.casgate.catalog.Buckets.Page;
import io.casgate.catalog.Buckets.Query;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.Condition;
import io.casgate.catalog.NoSuchBucketException;
import io.casgate.catalog.UnknownOutcomeException;
import io.casgate.catalog.Upload;
import io.casgate.catalog.Versioning;
import io.casgate.catalog.memory.Faults;
import io.casgate.catalog.port.CatalogPorts;
import io.casgate.dedup.Domain;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every catalog does with buckets, whatever it stands on. */
abstract class BucketsTest {
    abstract CatalogPorts ports();

    private final CatalogPorts ports = ports();
    private final Catalog catalog = catalog();
    private final String unique = "b" + System.nanoTime();

    private Catalog catalog() {
        return new LinearCatalog(ports, CatalogSettings.DEFAULT, InstantSource.system(), Runnable::run);
    }

    @Test
    void aNameIsClaimedOnce() {
        Bucket bucket = Samples.bucket(catalog, unique);

        assertThat(catalog.buckets().find(unique)).contains(bucket);
        assertThat(catalog().buckets().find(unique)).contains(bucket);
        assertThat(catalog.buckets().create(unique, "owner", "eu", Domain.DEFAULT))
                .isEqualTo(new Creation.OwnedByYou(bucket));
        assertThat(catalog.buckets().create(unique, "other", "eu", Domain.DEFAULT))
                .isEqualTo(new Creation.OwnedByAnother());
        assertThat(catalog.buckets().find("no-" + unique)).isEmpty();
    }

    @Test
    void ofManyThatClaimANameExactlyOneGetsIt() throws Exception {
        List<Future<Creation>> racers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                String owner = unique + i;
                racers.add(threads.submit(() -> catalog().buckets().create(unique, owner, "eu", Domain.DEFAULT)));
            }
        }
        List<Creation.Created> winners = new ArrayList<>();
        for (Future<Creation> racer : racers) {
            if (racer.get() instanceof Creation.Created winner) {
                winners.add(winner);
            }
        }
        assertThat(winners).hasSize(1);
        Bucket winner = winners.getFirst().bucket();
        assertThat(catalog.buckets()
                        .list(winner.owner(), new Query("", null, 10))
                        .buckets())
                .containsExactly(winner);
    }

    @Test
    void aBucketMadeAnewIsAnotherBucket() {
        Bucket first = Samples.bucket(catalog, unique);
        assertThat(catalog.buckets().delete(first)).isEqualTo(Deletion.DELETED);
        assertThat(catalog.buckets().find(unique)).isEmpty();

        Bucket second = Samples.bucket(catalog, unique);

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(catalog.buckets().delete(first)).isEqualTo(Deletion.NO_SUCH_BUCKET);
        assertThat(catalog.buckets().find(unique)).contains(second);
    }

    @Test
    void bucketsAreListedByNameAPageAtATime() {
        List<String> names = new ArrayList<>();
        for (int i = 10; i < 17; i++) {
            names.add(unique + "-" + i);
            catalog.buckets().create(unique + "-" + i, unique, "eu", Domain.DEFAULT);
        }
        catalog.buckets().create(unique + "x", unique, "eu", Domain.DEFAULT);
        catalog.buckets().create(unique + "-13x", unique + "other", "eu", Domain.DEFAULT);

        assertThat(names(unique + "-", 3)).isEqualTo(names);
        assertThat(names("", 100)).hasSize(8);
        assertThat(names("none", 3)).isEmpty();
    }

    private List<String> names(String prefix, int max) {
        List<String> names = new ArrayList<>();
        @Nullable String after = null;
        do {
            Page page = catalog.buckets().list(unique, new Query(prefix, after, max));
            page.buckets().forEach(bucket -> names.add(bucket.name()));
            after = page.next();
        } while (after != null);
        return names;
    }

    @Test
    void aBucketIsMadeWithItsFirstConfiguration() {
        NewBucket wanted = new NewBucket(
                unique, "owner", "eu", Domain.DEFAULT, Versioning.ENABLED, Map.of("acl", "private", "lock", "on"));

        Creation creation = catalog.buckets().create(wanted);

        Bucket found = catalog().buckets().find(unique).orElseThrow();
        assertThat(creation).isEqualTo(new Creation.Created(found));
        assertThat(found.versioning()).isEqualTo(Versioning.ENABLED);
        assertThat(found.configuration("acl")).isEqualTo("private");
        assertThat(found.configuration("policy")).isNull();
    }

    @Test
    void documentsAreReplacedAndRemovedOneByOne() {
        Bucket bucket = Samples.bucket(catalog, unique);
        catalog.buckets().configure(bucket, Map.of("policy", "p1", "cors", "c1"));
        Map<String, @Nullable String> changes = new HashMap<>();
        changes.put("policy", "p2");
        changes.put("cors", null);
        changes.put("acl", null);

        Bucket changed = catalog.buckets().configure(bucket, changes);

        assertThat(changed.configuration()).isEqualTo(Map.of("policy", "p2"));
        assertThat(catalog.buckets().find(unique)).contains(changed);
        assertThat(catalog().buckets().find(unique)).contains(changed);
        Bucket suspended = catalog.buckets().setVersioning(bucket, Versioning.SUSPENDED);
        assertThat(suspended).isEqualTo(changed.with(Versioning.SUSPENDED));
    }

    @Test
    void racingChangesOfDifferentDocumentsAreAllMade() throws Exception {
        Bucket bucket = Samples.bucket(catalog, unique);
        List<Future<Bucket>> racers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                Map<String, String> change = Map.of("d" + i, "text " + i);
                racers.add(threads.submit(() -> catalog().buckets().configure(bucket, change)));
            }
        }
        for (Future<Bucket> racer : racers) {
            assertThat(racer.get().configuration()).isNotEmpty();
        }
        assertThat(catalog.buckets().find(unique).orElseThrow().configuration()).hasSize(12);
    }

    @Test
    void aChangeThatIsRefusedChangesNothing() {
        Bucket bucket = Samples.bucket(catalog, unique);
        String tooLong = "x".repeat(Bucket.MAX_DOCUMENT + 1);

        assertThatThrownBy(() -> catalog.buckets().configure(bucket, Map.of("policy", tooLong)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> catalog.buckets().change(bucket, _ -> {
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("refused");
        assertThat(catalog().buckets().find(unique)).contains(bucket);
    }

    @Test
    void aBucketThatIsGoneIsNotChanged() {
        Bucket bucket = Samples.bucket(catalog, unique);
        catalog.buckets().delete(bucket);
        Bucket anew = Samples.bucket(catalog, unique);

        assertThatThrownBy(() -> catalog.buckets().configure(bucket, Map.of("policy", "p")))
                .isInstanceOf(NoSuchBucketException.class);
        assertThat(catalog().buckets().find(unique)).contains(anew);
    }

    @Test
    void aListingOfBucketsLeavesTheirConfigurationOut() {
        NewBucket wanted =
                new NewBucket(unique, unique, "eu", Domain.DEFAULT, Versioning.UNVERSIONED, Map.of("acl", "private"));
        catalog.buckets().create(wanted);

        Bucket listed = catalog.buckets()
                .list(unique, new Query("", null, 10))
                .buckets()
                .getFirst();

        assertThat(listed.configuration()).isEmpty();
    }

    @Test
    void aChangeWhoseAnswerIsLostIsFoundMade() {
        Bucket bucket = Samples.bucket(catalog, unique);
        Catalog deaf = new LinearCatalog(
                Faults.at(2).afterTheCall().on(ports), CatalogSettings.DEFAULT, InstantSource.system(), Runnable::run);

        Bucket changed = deaf.buckets().configure(bucket, Map.of("policy", "p"));

        assertThat(catalog().buckets().find(unique)).contains(changed);
    }

    @Test
    void aChangeThatCannotBeMadeIsNotCalledMade() {
        Bucket bucket = Samples.bucket(catalog, unique);
        Catalog dead = new LinearCatalog(
                Faults.at(2).dying().on(ports), CatalogSettings.DEFAULT, InstantSource.system(), Runnable::run);

        assertThatThrownBy(() -> dead.buckets().configure(bucket, Map.of("policy", "p")))
                .isInstanceOf(UnknownOutcomeException.class);
        assertThat(catalog().buckets().find(unique)).contains(bucket);
    }

    @Test
    void aBucketWithAnObjectStaysAndIsAsGoodAsBefore() {
        Bucket bucket = Samples.bucket(catalog, unique);
        publish(catalog, bucket, "k");

        assertThat(catalog.buckets().delete(bucket)).isEqualTo(Deletion.NOT_EMPTY);

        publish(catalog, bucket, "l");
        assertThat(Samples.keys(catalog, bucket, 10)).containsExactly("k", "l");
        catalog.objects().delete(bucket, key("k"), new Condition.None());
        catalog.objects().delete(bucket, key("l"), new Condition.None());
        assertThat(catalog.buckets().delete(bucket)).isEqualTo(Deletion.DELETED);
    }

    @Test
    void unfinishedUploadsEndWithTheirBucket() {
        Bucket bucket = Samples.bucket(catalog, unique);
        Upload upload = catalog.uploads().create(bucket, key("k"), Samples.newUpload());

        assertThat(catalog.buckets().delete(bucket)).isEqualTo(Deletion.DELETED);
        assertThat(catalog.uploads().find(bucket, key("k"), upload.id())).isEmpty();
    }

    /** Invariant: a write into a bucket that is being removed is either refused, or keeps the bucket. */
    @Test
    void noAcknowledgedObjectIsLostToARemoval() throws Exception {
        for (int round = 0; round < 40; round++) {
            Bucket bucket = Samples.bucket(catalog, unique + round);
            int head = round % 6;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Boolean> writer = threads.submit(() -> {
                    Thread.sleep(head);
                    return isPublished(catalog(), bucket);
                });
                Future<Deletion> first =
                        threads.submit(() -> catalog().buckets().delete(bucket));
                Future<Deletion> second =
                        threads.submit(() -> catalog().buckets().delete(bucket));
                boolean isRemoved = first.get() == Deletion.DELETED || second.get() == Deletion.DELETED;

                assertThat(writer.get()).isEqualTo(!isRemoved);
                assertThat(catalog().buckets().find(bucket.name()).isPresent()).isEqualTo(!isRemoved);
                assertThat(catalog().objects().head(bucket, key("k")).isPresent())
                        .isEqualTo(!isRemoved);
            }
        }
    }

    private static boolean isPublished(Catalog catalog, Bucket bucket) {
        try {
            publish(catalog, bucket, "k");
            return true;
        } catch (NoSuchBucketException e) {
            return false;
        }
    }

    private static void publish(Catalog catalog, Bucket bucket, String key) {
        catalog.objects().publish(bucket, key(key), small("1"), new Condition.None(), NOTHING);
    }
}
