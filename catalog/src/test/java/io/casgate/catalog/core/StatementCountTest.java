package io.casgate.catalog.core;

import static io.casgate.catalog.core.Samples.NOTHING;
import static io.casgate.catalog.core.Samples.key;
import static io.casgate.catalog.core.Samples.manifest;
import static io.casgate.catalog.core.Samples.small;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.Condition;
import io.casgate.catalog.ListQuery;
import io.casgate.catalog.ListStart;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.Upload;
import io.casgate.catalog.Uploads.Assembly;
import io.casgate.catalog.Uploads.NewPart;
import io.casgate.catalog.Uploads.RequestedPart;
import io.casgate.catalog.memory.Faults;
import io.casgate.catalog.memory.MemoryCatalog;
import io.casgate.catalog.memory.MovableClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What operations cost in statements, as docs/DATA_MODEL.md says; the shard map is warm. */
final class StatementCountTest {
    private final Faults counter = Faults.none();
    private final Catalog catalog = new LinearCatalog(
            counter.on(MemoryCatalog.ports()), CatalogSettings.DEFAULT, new MovableClock(), Runnable::run);
    private final Bucket bucket = known(Samples.bucket(catalog, "bucket"));

    private Bucket known(Bucket made) {
        return catalog.buckets().find(made.name()).orElseThrow();
    }

    private List<String> callsOf(Runnable operation) {
        int before = counter.calls().size();
        operation.run();
        return counter.calls().subList(before, counter.calls().size());
    }

    private void publish(ObjectAttributes attributes) {
        catalog.objects().publish(bucket, key("k"), attributes, new Condition.None(), NOTHING);
    }

    @Test
    void aSmallObjectCostsFiveStatementsOneOfThemACompareAndSet() {
        catalog.objects().list(bucket, new ListQuery("", "", ListStart.beginning(), 1));

        assertThat(callsOf(() -> publish(small("1"))))
                .containsExactly("read", "mark", "header", "compareAndSet", "settle");
        assertThat(callsOf(() -> publish(small("2"))))
                .containsExactly("read", "mark", "header", "compareAndSet", "settle");
    }

    @Test
    void replacingAManifestCostsOneMore() {
        publish(Samples.object("1", manifest(1)));

        assertThat(callsOf(() -> publish(small("2"))))
                .containsExactly("read", "mark", "header", "add", "compareAndSet", "settle");
    }

    @Test
    void readingAndFindingNothingCostOne() {
        assertThat(callsOf(() -> catalog.objects().head(bucket, key("k")))).containsExactly("read");
        assertThat(callsOf(() -> catalog.objects().delete(bucket, key("k"), new Condition.None())))
                .containsExactly("read");
    }

    @Test
    void removingCostsAsMuchAsStoring() {
        publish(small("1"));

        assertThat(callsOf(() -> catalog.objects().delete(bucket, key("k"), new Condition.None())))
                .containsExactly("read", "mark", "header", "compareAndSet", "remove");
    }

    @Test
    void aSettledListingAsksNoHead() {
        publish(small("1"));

        assertThat(callsOf(() -> catalog.objects().list(bucket, new ListQuery("", "", ListStart.beginning(), 1000))))
                .containsExactly("page");
    }

    @Test
    void aPartCostsTwo() {
        Upload upload = catalog.uploads().create(bucket, key("k"), Samples.newUpload());

        assertThat(callsOf(() -> catalog.uploads()
                        .putPart(bucket, key("k"), upload.id(), new NewPart(1, "e", null, manifest(1)), NOTHING)))
                .containsExactly("readParts", "swapPart");
    }

    @Test
    void anAmendmentCostsTwoAndTouchesNoListing() {
        publish(small("1"));

        assertThat(callsOf(() -> catalog.objects()
                        .amend(bucket, key("k"), null, new Condition.None(), d -> d.withTags(Map.of("a", "b")))))
                .containsExactly("read", "compareAndSet");
        assertThat(callsOf(() -> catalog.objects().amend(bucket, key("k"), null, new Condition.None(), d -> d)))
                .containsExactly("read");
    }

    @Test
    void anotherStorageClassCostsFive() {
        publish(small("1"));

        assertThat(callsOf(() -> catalog.objects()
                        .amend(bucket, key("k"), null, new Condition.None(), d -> d.withStorageClass("GLACIER_IR"))))
                .containsExactly("read", "mark", "header", "compareAndSet", "settle");
    }

    @Test
    void aCompletionCostsElevenWhateverItsParts() {
        catalog.objects().list(bucket, new ListQuery("", "", ListStart.beginning(), 1));
        Upload upload = catalog.uploads().create(bucket, key("k"), Samples.newUpload());
        for (int number = 1; number <= 2; number++) {
            NewPart part = new NewPart(number, "e", null, manifest(CatalogSettings.DEFAULT.minimumPartSize()));
            catalog.uploads().putPart(bucket, key("k"), upload.id(), part, NOTHING);
        }
        FakePending content = new FakePending(manifest(1));
        List<RequestedPart> requested = List.of(new RequestedPart(1, "e", null), new RequestedPart(2, "e", null));

        assertThat(callsOf(() -> catalog.uploads()
                        .complete(
                                bucket,
                                key("k"),
                                upload.id(),
                                requested,
                                new Condition.None(),
                                (_, _) -> new Assembly(Samples.object("joined", content.content()), content))))
                .containsExactly(
                        "readParts",
                        "read",
                        "swapState",
                        "mark",
                        "header",
                        "compareAndSet",
                        "settle",
                        "swapState",
                        "removeParts",
                        "remove",
                        "header");
        assertThat(content.fate()).isEqualTo("published");
    }
}
