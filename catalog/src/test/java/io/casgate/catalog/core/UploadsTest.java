package io.casgate.catalog.core;

import static io.casgate.catalog.core.Samples.NOTHING;
import static io.casgate.catalog.core.Samples.key;
import static io.casgate.catalog.core.Samples.manifest;
import static io.casgate.catalog.core.Samples.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.Checksum;
import io.casgate.catalog.ChecksumType;
import io.casgate.catalog.Condition;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.Part;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.Upload;
import io.casgate.catalog.UploadId;
import io.casgate.catalog.Uploads.Assembly;
import io.casgate.catalog.Uploads.Completion;
import io.casgate.catalog.Uploads.Completion.Completed;
import io.casgate.catalog.Uploads.NewPart;
import io.casgate.catalog.Uploads.PartPage;
import io.casgate.catalog.Uploads.RequestedPart;
import io.casgate.catalog.Uploads.UploadPage;
import io.casgate.catalog.Uploads.UploadQuery;
import io.casgate.catalog.memory.MemoryTrash;
import io.casgate.catalog.port.CatalogPorts;
import io.casgate.catalog.port.Trash;
import io.casgate.dedup.OwnerId;
import io.casgate.dedup.manifest.Content;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every catalog does with uploads, whatever it stands on. */
abstract class UploadsTest {
    private static final ObjectKey KEY = key("dir/k");

    abstract CatalogPorts ports();

    private final CatalogPorts ports = ports();
    private final Catalog catalog = new LinearCatalog(
            ports, CatalogSettings.DEFAULT.withMinimumPartSize(5), InstantSource.system(), Runnable::run);
    private final Bucket bucket = Samples.bucket(catalog, "bucket-" + System.nanoTime());

    private Upload create(ObjectKey key) {
        return catalog.uploads().create(bucket, key, Samples.newUpload());
    }

    private Optional<Part> put(Upload upload, int number, long size) {
        NewPart part = new NewPart(
                number, "etag" + number, new Checksum("CRC32", "c" + number, ChecksumType.FULL_OBJECT), manifest(size));
        return catalog.uploads().putPart(bucket, upload.key(), upload.id(), part, NOTHING);
    }

    private Completion complete(Upload upload, Condition condition, int... numbers) {
        List<RequestedPart> requested = new ArrayList<>();
        for (int number : numbers) {
            requested.add(new RequestedPart(number, "etag" + number, "c" + number));
        }
        return complete(upload, condition, requested);
    }

    private Completion complete(Upload upload, Condition condition, List<RequestedPart> requested) {
        return catalog.uploads().complete(bucket, upload.key(), upload.id(), requested, condition, (_, parts) -> {
            long size = parts.stream().mapToLong(Part::size).sum();
            FakePending content = new FakePending(manifest(size));
            return new Assembly(Samples.object("joined-" + parts.size(), content.content()), content);
        });
    }

    @Test
    void partsAreListedAndMakeTheObject() {
        Upload upload = create(KEY);
        put(upload, 3, 1);
        put(upload, 1, 5);
        Part second = put(upload, 2, 6).orElseThrow();

        PartPage page =
                catalog.uploads().listParts(bucket, KEY, upload.id(), 1, 1).orElseThrow();
        assertThat(page.upload()).isEqualTo(upload);
        assertThat(page.parts()).containsExactly(second);
        assertThat(page.next()).isEqualTo(2);
        assertThat(catalog.uploads()
                        .listParts(bucket, KEY, upload.id(), 2, 1)
                        .orElseThrow()
                        .next())
                .isZero();

        assertThat(complete(upload, new Condition.None(), 1, 2, 3)).isInstanceOf(Completed.class);
        StoredObject object = catalog.objects().head(bucket, KEY).orElseThrow();
        assertThat(object.attributes().size()).isEqualTo(12);
        assertThat(object.attributes().etag()).isEqualTo("joined-3");
        assertThat(Samples.keys(catalog, bucket, 10)).containsExactly(KEY.value());
    }

    @Test
    void aStoredPartReplacesTheOneOfItsNumber() {
        Upload upload = create(KEY);
        put(upload, 1, 5);
        Part second = put(upload, 1, 6).orElseThrow();

        assertThat(catalog.uploads()
                        .listParts(bucket, KEY, upload.id(), 0, 10)
                        .orElseThrow()
                        .parts())
                .containsExactly(second);
    }

    @Test
    void wrongRequestsAreToldApartAndLeaveTheUploadOpen() {
        Upload upload = create(KEY);
        put(upload, 1, 4);
        put(upload, 2, 5);

        assertThat(complete(upload, new Condition.None(), 2, 1)).isEqualTo(new Completion.InvalidPartOrder());
        assertThat(complete(upload, new Condition.None(), 2, 2)).isEqualTo(new Completion.InvalidPartOrder());
        assertThat(complete(upload, new Condition.None(), 2, 3)).isEqualTo(new Completion.InvalidPart(3));
        assertThat(complete(upload, new Condition.None(), 1, 2)).isEqualTo(new Completion.EntityTooSmall(1, 4, 5));
        assertThat(complete(upload, new Condition.None(), List.of(new RequestedPart(1, "other", null))))
                .isEqualTo(new Completion.InvalidPart(1));
        assertThat(complete(upload, new Condition.None(), List.of(new RequestedPart(1, "etag1", "other"))))
                .isEqualTo(new Completion.InvalidPart(1));
        assertThat(complete(upload, new Condition.IfPresent(), 1)).isEqualTo(new Completion.NoSuchKey());
        catalog.objects().publish(bucket, KEY, small("1"), new Condition.None(), NOTHING);
        assertThat(complete(upload, new Condition.IfAbsent(), 1)).isEqualTo(new Completion.PreconditionFailed());
        assertThatThrownBy(() -> catalog.uploads()
                        .complete(
                                bucket,
                                KEY,
                                upload.id(),
                                List.of(new RequestedPart(1, "etag1", null)),
                                new Condition.None(),
                                (_, _) -> {
                                    throw new IllegalArgumentException("bad digest");
                                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(put(upload, 3, 5)).isPresent();
        assertThat(complete(upload, new Condition.None(), 2, 3)).isInstanceOf(Completed.class);
    }

    @Test
    void aCompletionIsAnsweredTheSameWayAgain() {
        Upload upload = create(KEY);
        put(upload, 1, 5);
        Completion first = complete(upload, new Condition.None(), 1);
        catalog.objects().delete(bucket, KEY, new Condition.None());

        assertThat(complete(upload, new Condition.None(), 1)).isEqualTo(first).isInstanceOf(Completed.class);
        assertThat(catalog.objects().head(bucket, KEY)).isEmpty();
        assertThat(put(upload, 2, 5)).isEmpty();
        assertThat(catalog.uploads().abort(bucket, KEY, upload.id())).isFalse();
    }

    /** The object has pages of its own, and then nothing else names these. */
    @Test
    void manifestPagesOfUsedPartsGoToTheTrash() {
        Upload upload = create(KEY);
        Content paged = new Content.Paged(OwnerId.random(), 7, List.of(0L));
        catalog.uploads().putPart(bucket, KEY, upload.id(), new NewPart(1, "etag1", null, paged), NOTHING);
        put(upload, 2, 5);

        assertThat(complete(
                        upload,
                        new Condition.None(),
                        List.of(new RequestedPart(1, "etag1", null), new RequestedPart(2, "etag2", null))))
                .isInstanceOf(Completed.class);
        if (ports.trash() instanceof MemoryTrash trash) {
            assertThat(trash.items()).containsExactly(new Trash.Item(bucket.id(), KEY, upload.id(), 1, 0, paged));
        }
    }

    @Test
    void anAbortedUploadIsNoSuchUpload() {
        Upload upload = create(KEY);
        put(upload, 1, 5);

        assertThat(catalog.uploads().abort(bucket, KEY, upload.id())).isTrue();

        assertThat(catalog.uploads().abort(bucket, KEY, upload.id())).isFalse();
        assertThat(put(upload, 1, 5)).isEmpty();
        assertThat(catalog.uploads().find(bucket, KEY, upload.id())).isEmpty();
        assertThat(catalog.uploads().listParts(bucket, KEY, upload.id(), 0, 10)).isEmpty();
        assertThat(complete(upload, new Condition.None(), 1)).isEqualTo(new Completion.NoSuchUpload());
    }

    @Test
    void anUploadBelongsToItsKey() {
        Upload upload = create(KEY);

        assertThat(catalog.uploads().find(bucket, key("other"), upload.id())).isEmpty();
        assertThat(catalog.uploads().abort(bucket, key("other"), upload.id())).isFalse();
        assertThat(catalog.uploads().find(bucket, KEY, upload.id())).contains(upload);
    }

    @Test
    void manyPartsAtOnceAreAllThere() throws Exception {
        Upload upload = create(KEY);
        List<Future<Optional<Part>>> stored = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 1; number <= 32; number++) {
                int part = number;
                stored.add(threads.submit(() -> put(upload, part, 5)));
            }
        }
        for (Future<Optional<Part>> part : stored) {
            assertThat(part.get()).isPresent();
        }
        assertThat(catalog.uploads()
                        .listParts(bucket, KEY, upload.id(), 0, 1000)
                        .orElseThrow()
                        .parts())
                .hasSize(32);
    }

    /** Completions, abortions and parts race: one side wins, and all answers fit it. */
    @Test
    void exactlyOneOfCompletionAndAbortionWins() throws Exception {
        for (int round = 0; round < 10; round++) {
            ObjectKey key = key("race" + round);
            Upload upload = create(key);
            put(upload, 1, 5);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Completion> first = threads.submit(() -> complete(upload, new Condition.None(), 1));
                Future<Completion> second = threads.submit(() -> complete(upload, new Condition.None(), 1));
                Future<Boolean> abortion =
                        threads.submit(() -> catalog.uploads().abort(bucket, key, upload.id()));

                Completion expected =
                        abortion.get() ? new Completion.NoSuchUpload() : complete(upload, new Condition.None(), 1);
                assertThat(first.get()).isEqualTo(expected);
                assertThat(second.get()).isEqualTo(expected);
                assertThat(catalog.objects().head(bucket, key).isPresent()).isEqualTo(!abortion.get());
            }
        }
    }

    @Test
    void uploadsAreListedByKeyThenInitiation() {
        List<UploadId> expected = new ArrayList<>();
        for (String key : List.of("a", "a\0", "a\0b", "b/1", "b/2", "c")) {
            expected.add(create(key(key)).id());
            expected.add(create(key(key)).id());
        }
        assertThat(ids("", "", 3)).isEqualTo(expected);
        assertThat(ids("", "", 100)).isEqualTo(expected);
        assertThat(ids("b", "", 1)).isEqualTo(expected.subList(6, 10));
        UploadPage page = catalog.uploads().list(bucket, new UploadQuery("", "/", "", null, 100));
        assertThat(page.commonPrefixes()).containsExactly("b/");
        assertThat(page.uploads()).hasSize(8);
        assertThat(catalog.uploads()
                        .list(bucket, new UploadQuery("", "", "a\0b", null, 100))
                        .uploads())
                .extracting(Upload::id)
                .isEqualTo(expected.subList(6, 12));
        assertThat(catalog.uploads()
                        .list(bucket, new UploadQuery("", "/", "b/", null, 100))
                        .uploads())
                .extracting(Upload::id)
                .isEqualTo(expected.subList(10, 12));
    }

    private List<UploadId> ids(String prefix, String delimiter, int max) {
        List<UploadId> ids = new ArrayList<>();
        @Nullable String keyMarker = "";
        @Nullable UploadId idMarker = null;
        while (keyMarker != null) {
            UploadPage page =
                    catalog.uploads().list(bucket, new UploadQuery(prefix, delimiter, keyMarker, idMarker, max));
            page.uploads().forEach(upload -> ids.add(upload.id()));
            keyMarker = page.nextKeyMarker();
            idMarker = page.nextIdMarker();
        }
        return ids;
    }

    @Test
    void endedUploadsAreNotListed() {
        Upload aborted = create(key("a"));
        Upload completed = create(key("b"));
        put(completed, 1, 5);
        catalog.uploads().abort(bucket, aborted.key(), aborted.id());
        complete(completed, new Condition.None(), 1);

        assertThat(ids("", "", 10)).isEmpty();
    }
}
