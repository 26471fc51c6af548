package io.casgate.catalog.core;

import static io.casgate.catalog.core.Samples.NOTHING;
import static io.casgate.catalog.core.Samples.key;
import static io.casgate.catalog.core.Samples.keys;
import static io.casgate.catalog.core.Samples.large;
import static io.casgate.catalog.core.Samples.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.Buckets.Deletion;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.Condition;
import io.casgate.catalog.NoSuchBucketException;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.Objects.Publication.Published;
import io.casgate.catalog.Part;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.UnknownOutcomeException;
import io.casgate.catalog.Upload;
import io.casgate.catalog.Uploads.Assembly;
import io.casgate.catalog.Uploads.Completion;
import io.casgate.catalog.Uploads.Completion.Completed;
import io.casgate.catalog.Uploads.NewPart;
import io.casgate.catalog.Uploads.RequestedPart;
import io.casgate.catalog.Uploads.UploadQuery;
import io.casgate.catalog.memory.Faults;
import io.casgate.catalog.memory.MemoryCatalog;
import io.casgate.catalog.memory.MemoryTrash;
import io.casgate.catalog.memory.MovableClock;
import io.casgate.catalog.port.CatalogPorts;
import io.casgate.catalog.port.IndexRow;
import io.casgate.catalog.port.SortKey;
import io.casgate.catalog.port.Trash;
import io.casgate.dedup.StoreUnavailableException;
import io.casgate.dedup.manifest.Content;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Invariants 4, 5 and 8: every operation is stopped at every call it makes to the database, in every way, and another
 * process looks at what is left.
 */
final class CrashTest {
    private static final ObjectKey KEY = key("k");

    /** How the k-th call of an operation goes wrong. */
    enum Fault {
        DIES_BEFORE,
        DIES_AFTER,
        CALL_FAILS,
        ANSWER_IS_LOST;

        Faults at(int k) {
            return switch (this) {
                case DIES_BEFORE -> Faults.at(k).dying();
                case DIES_AFTER -> Faults.at(k).dying().afterTheCall();
                case CALL_FAILS -> Faults.at(k);
                case ANSWER_IS_LOST -> Faults.at(k).afterTheCall();
            };
        }
    }

    /** One database, a healthy process on it, and one that fails. */
    private static final class World {
        final CatalogPorts ports = MemoryCatalog.ports();
        final MovableClock clock = new MovableClock();
        final Catalog healthy = catalog(ports);
        final Bucket bucket = Samples.bucket(healthy, "bucket");

        Catalog catalog(CatalogPorts on) {
            return new LinearCatalog(on, CatalogSettings.DEFAULT.withMinimumPartSize(1), clock, Runnable::run);
        }

        Optional<StoredObject> head() {
            return healthy.objects().head(bucket, KEY);
        }

        List<Content> trash() {
            return ((MemoryTrash) ports.trash())
                    .items().stream().map(Trash.Item::content).toList();
        }

        /** Listing and heads agree, now and when all markers are old; and then no marker is left. */
        void requireConsistentListing() {
            List<String> expected = head().isPresent() ? List.of("k") : List.of();
            assertThat(keys(healthy, bucket, 10)).isEqualTo(expected);
            clock.advance(Duration.ofMinutes(2));
            assertThat(keys(healthy, bucket, 10)).isEqualTo(expected);
            assertThat(keys(healthy, bucket, 10)).isEqualTo(expected);
            assertThat(ports.index()
                            .page(ObjectEntries.indexOf(bucket.id()).root(), SortKey.LOWEST, 10)
                            .orElseThrow()
                            .rows())
                    .noneMatch(IndexRow::isPending)
                    .hasSize(expected.size());
        }
    }

    /** What an operation answered; empty when it could not. */
    private static <T> Optional<T> attempt(Catalog catalog, Function<Catalog, T> operation) {
        try {
            return Optional.of(operation.apply(catalog));
        } catch (StoreUnavailableException | UnknownOutcomeException e) {
            return Optional.empty();
        }
    }

    private static Published publish(Catalog catalog, Bucket bucket, String etag, Content content) {
        return (Published)
                catalog.objects().publish(bucket, KEY, Samples.object(etag, content), new Condition.None(), NOTHING);
    }

    @ParameterizedTest
    @EnumSource
    void publishing(Fault fault) {
        for (int k = 1; ; k++) {
            World world = new World();
            Published old = publish(world.healthy, world.bucket, "old", manifest(1));
            Faults faults = fault.at(k);
            Catalog faulty = world.catalog(faults.on(world.ports));

            Optional<Published> answer = attempt(faulty, c -> publish(c, world.bucket, "new", manifest(2)));

            StoredObject head = world.head().orElseThrow();
            assertThat(head.attributes().etag()).isIn("old", "new");
            answer.ifPresent(published -> assertThat(head).isEqualTo(published.object()));
            if (head.attributes().etag().equals("new")) {
                assertThat(world.trash()).contains(old.object().attributes().content());
            }
            world.requireConsistentListing();
            if (!faults.happened()) {
                assertThat(answer).isPresent();
                return;
            }
        }
    }

    /** What dies leaves both names or the new one, and its content. */
    @ParameterizedTest
    @EnumSource
    void renaming(Fault fault) {
        for (int k = 1; ; k++) {
            World world = new World();
            StoredObject source =
                    publish(world.healthy, world.bucket, "1", manifest(1)).object();
            Content shared = manifest(2);
            ObjectKey to = Samples.key("to");
            Faults faults = fault.at(k);

            Optional<?> answer = attempt(
                    world.catalog(faults.on(world.ports)),
                    c -> c.objects()
                            .rename(
                                    world.bucket,
                                    KEY,
                                    to,
                                    source,
                                    Samples.object("1", shared),
                                    new Condition.None(),
                                    NOTHING));

            Optional<StoredObject> renamed = world.healthy.objects().head(world.bucket, to);
            assertThat(world.head().or(() -> renamed)).isPresent();
            assertThat(world.trash()).doesNotContain(shared);
            answer.ifPresent(_ -> assertThat(renamed).isPresent());
            answer.ifPresent(_ -> assertThat(world.head()).isEmpty());
            if (!faults.happened()) {
                assertThat(answer).isPresent();
                return;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void creating(Fault fault) {
        for (int k = 1; ; k++) {
            World world = new World();
            Faults faults = fault.at(k);
            Catalog faulty = world.catalog(faults.on(world.ports));

            Optional<Published> answer = attempt(faulty, c -> publish(c, world.bucket, "new", manifest(2)));

            answer.ifPresent(published -> assertThat(world.head()).contains(published.object()));
            assertThat(world.trash()).isEmpty();
            world.requireConsistentListing();
            if (!faults.happened()) {
                return;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void removing(Fault fault) {
        for (int k = 1; ; k++) {
            World world = new World();
            Published old = publish(world.healthy, world.bucket, "old", manifest(1));
            Faults faults = fault.at(k);
            Catalog faulty = world.catalog(faults.on(world.ports));

            Optional<?> answer = attempt(faulty, c -> c.objects().delete(world.bucket, KEY, new Condition.None()));

            answer.ifPresent(_ -> assertThat(world.head()).isEmpty());
            if (world.head().isEmpty()) {
                assertThat(world.trash()).contains(old.object().attributes().content());
            }
            world.requireConsistentListing();
            if (!faults.happened()) {
                return;
            }
        }
    }

    /** Two parts, one of which is not used; afterwards somebody replaces the object, and the client asks once more. */
    @ParameterizedTest
    @EnumSource
    void completing(Fault fault) {
        for (int k = 1; ; k++) {
            World world = new World();
            Upload upload = world.healthy.uploads().create(world.bucket, KEY, Samples.newUpload());
            Part used = put(world.healthy, world.bucket, upload, 1);
            Part unused = put(world.healthy, world.bucket, upload, 2);
            List<FakePending> contents = new ArrayList<>();
            Faults faults = fault.at(k);
            Catalog faulty = world.catalog(faults.on(world.ports));

            Optional<Completion> answer = attempt(faulty, c -> complete(c, world.bucket, upload, used, contents));

            Optional<StoredObject> after = world.head();
            answer.ifPresent(_ -> assertThat(after).isPresent());
            boolean replaced = after.isPresent();
            if (replaced) {
                assertThat(world.trash()).contains(unused.content());
                publish(world.healthy, world.bucket, "later", manifest(9));
            }
            Completion again = complete(world.healthy, world.bucket, upload, used, contents);
            assertThat(again).isInstanceOf(Completed.class);
            answer.ifPresent(first -> assertThat(again).isEqualTo(first));
            assertThat(world.head().orElseThrow().attributes().etag()).isEqualTo(replaced ? "later" : "joined");
            requireRightFates(world, contents, after);
            requireEnded(world, upload);
            world.requireConsistentListing();
            if (!faults.happened()) {
                return;
            }
        }
    }

    /** What was published is not abandoned, and what was not published is not called published. */
    private static void requireRightFates(World world, List<FakePending> contents, Optional<StoredObject> published) {
        Set<Content> named =
                world.head().stream().map(head -> head.attributes().content()).collect(Collectors.toSet());
        published.ifPresent(object -> named.add(object.attributes().content()));
        for (FakePending content : contents) {
            if (named.contains(content.content())) {
                assertThat(content.fate()).isIn("published", "left");
            } else {
                assertThat(content.fate()).isIn("abandoned", "left");
            }
        }
    }

    private static void requireEnded(World world, Upload upload) {
        assertThat(world.healthy.uploads().find(world.bucket, KEY, upload.id())).isEmpty();
        assertThat(world.healthy.uploads().putPart(world.bucket, KEY, upload.id(), part(3), NOTHING))
                .isEmpty();
        world.clock.advance(Duration.ofMinutes(2));
        assertThat(world.healthy
                        .uploads()
                        .list(world.bucket, new UploadQuery("", "", "", null, 10))
                        .uploads())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aborting(Fault fault) {
        for (int k = 1; ; k++) {
            World world = new World();
            Upload upload = world.healthy.uploads().create(world.bucket, KEY, Samples.newUpload());
            Part part = put(world.healthy, world.bucket, upload, 1);
            Faults faults = fault.at(k);
            Catalog faulty = world.catalog(faults.on(world.ports));

            attempt(faulty, c -> c.uploads().abort(world.bucket, KEY, upload.id()));
            world.healthy.uploads().abort(world.bucket, KEY, upload.id());

            assertThat(world.trash()).contains(part.content());
            requireEnded(world, upload);
            if (!faults.happened()) {
                return;
            }
        }
    }

    /** A part whose storing was not answered is either there or not, and can be stored again. */
    @ParameterizedTest
    @EnumSource
    void storingAPart(Fault fault) {
        for (int k = 1; ; k++) {
            World world = new World();
            Upload upload = world.healthy.uploads().create(world.bucket, KEY, Samples.newUpload());
            Part old = put(world.healthy, world.bucket, upload, 1);
            Faults faults = fault.at(k);
            Catalog faulty = world.catalog(faults.on(world.ports));

            Optional<Part> answer = attempt(faulty, c -> put(c, world.bucket, upload, 1));

            Part stored = world.healthy
                    .uploads()
                    .listParts(world.bucket, KEY, upload.id(), 0, 10)
                    .orElseThrow()
                    .parts()
                    .getFirst();
            answer.ifPresent(part -> assertThat(stored).isEqualTo(part));
            if (!stored.equals(old)) {
                assertThat(world.trash()).contains(old.content());
            }
            if (!faults.happened()) {
                return;
            }
        }
    }

    /** A removal that stops anywhere leaves a bucket that is gone, or one that can be used, and removed again. */
    @ParameterizedTest
    @EnumSource
    void removingABucket(Fault fault) {
        for (int k = 1; ; k++) {
            World world = new World();
            Upload upload = world.healthy.uploads().create(world.bucket, KEY, Samples.newUpload());
            put(world.healthy, world.bucket, upload, 1);
            Faults faults = fault.at(k);
            Catalog faulty = world.catalog(faults.on(world.ports));

            Optional<Deletion> answer = attempt(faulty, c -> c.buckets().delete(world.bucket));

            answer.ifPresent(deletion -> assertThat(deletion).isEqualTo(Deletion.DELETED));
            boolean isThere = world.ports.buckets().read("bucket").isPresent();
            assertThat(isThere && answer.isPresent()).isFalse();
            assertThat(isWritable(world)).isEqualTo(isThere);
            if (isThere) {
                world.healthy.objects().delete(world.bucket, KEY, new Condition.None());
                assertThat(world.healthy.buckets().delete(world.bucket)).isEqualTo(Deletion.DELETED);
            }
            if (!faults.happened()) {
                return;
            }
        }
    }

    private static boolean isWritable(World world) {
        try {
            publish(world.healthy, world.bucket, "new", manifest(1));
            return world.head().isPresent();
        } catch (NoSuchBucketException e) {
            return false;
        }
    }

    private static NewPart part(int number) {
        return new NewPart(number, "etag" + number, null, manifest(number));
    }

    private static Part put(Catalog catalog, Bucket bucket, Upload upload, int number) {
        return catalog.uploads()
                .putPart(bucket, KEY, upload.id(), part(number), NOTHING)
                .orElseThrow();
    }

    private static Completion complete(
            Catalog catalog, Bucket bucket, Upload upload, Part part, List<FakePending> contents) {
        return catalog.uploads()
                .complete(
                        bucket,
                        KEY,
                        upload.id(),
                        List.of(new RequestedPart(part.number(), part.etag(), null)),
                        new Condition.None(),
                        (_, parts) -> {
                            FakePending content = new FakePending(
                                    large("x", parts.getFirst().size() + 100).content());
                            contents.add(content);
                            return new Assembly(Samples.object("joined", content.content()), content);
                        });
    }
}
