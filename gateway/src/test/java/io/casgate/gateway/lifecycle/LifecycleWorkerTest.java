package io.casgate.gateway.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.Buckets;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.Condition;
import io.casgate.catalog.ListQuery;
import io.casgate.catalog.ListStart;
import io.casgate.catalog.ListedObject.Kind;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.ObjectDescription;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.ObjectLock;
import io.casgate.catalog.ObjectLock.Mode;
import io.casgate.catalog.ObjectLock.Retention;
import io.casgate.catalog.Objects.VersionQuery;
import io.casgate.catalog.Uploads.NewUpload;
import io.casgate.catalog.Uploads.UploadQuery;
import io.casgate.catalog.Versioning;
import io.casgate.catalog.memory.MemoryCatalog;
import io.casgate.catalog.memory.MovableClock;
import io.casgate.dedup.Domain;
import io.casgate.dedup.manifest.Content;
import io.casgate.gateway.lifecycle.LifecycleFilter.Form;
import io.casgate.gateway.lifecycle.LifecycleRule.Expiration;
import io.casgate.gateway.lifecycle.LifecycleRule.NoncurrentExpiration;
import io.casgate.gateway.lifecycle.LifecycleRule.NoncurrentTransition;
import io.casgate.gateway.lifecycle.LifecycleRule.Status;
import io.casgate.gateway.lifecycle.LifecycleRule.Transition;
import io.casgate.work.Lease;
import io.casgate.work.WorkItem;
import io.casgate.work.WorkQueue;
import io.casgate.work.WorkSettings;
import io.casgate.work.memory.MemoryWorkStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the worker leaves of buckets, on a catalog in memory, with a clock that the test moves. */
class LifecycleWorkerTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final LifecycleSettings SETTINGS = new LifecycleSettings(
            LifecycleSettings.Worker.ON, LifecycleDay.DAY, 4, Duration.ofHours(6), Duration.ofSeconds(1), 1_000_000, 4);

    private final MovableClock clock = new MovableClock();
    private final Catalog catalog = MemoryCatalog.create(clock);
    private final WorkQueue queue = new WorkQueue(
            Lifecycle.QUEUE,
            new MemoryWorkStore(),
            new WorkSettings(Duration.ofMinutes(1), Duration.ofSeconds(10)),
            clock);
    private final Lifecycle lifecycle = new Lifecycle(catalog.buckets(), queue, SETTINGS.day(), SETTINGS.leastMoved());
    private final LifecycleMetrics metrics = new LifecycleMetrics(new SimpleMeterRegistry());
    private final LifecycleWorker worker = new LifecycleWorker(catalog, lifecycle, queue, SETTINGS, metrics, clock);

    private Bucket bucket(Versioning versioning) {
        catalog.buckets()
                .create(new Buckets.NewBucket("bucket", "owner", "us-east-1", Domain.DEFAULT, versioning, Map.of()));
        return found();
    }

    private Bucket found() {
        return catalog.buckets().find("bucket").orElseThrow();
    }

    private void put(String key, int size, ObjectDescription description) {
        Content content = new Content.Inline(ByteBuffer.wrap("x".repeat(size).getBytes(UTF_8)));
        catalog.objects()
                .publish(
                        found(),
                        new ObjectKey(key),
                        new ObjectAttributes("etag", description, null, 0, content),
                        new Condition.None(),
                        () -> {});
    }

    private void put(String key) {
        put(key, 1, ObjectDescription.of("owner"));
    }

    private void delete(String key) {
        catalog.objects().delete(found(), new ObjectKey(key), new Condition.None());
    }

    private static LifecycleFilter prefix(String prefix) {
        return LifecycleFilter.ofRule(prefix);
    }

    private static LifecycleRule rule(
            LifecycleFilter filter, @Nullable Expiration expiration, @Nullable NoncurrentExpiration noncurrent) {
        return new LifecycleRule("rule", Status.ENABLED, filter, expiration, noncurrent, List.of(), List.of(), null);
    }

    private void set(LifecycleRule... rules) {
        lifecycle.set(found(), new LifecycleConfiguration(List.of(rules)), Lifecycle.MinimumSize.ALL_STORAGE_CLASSES);
    }

    private void pass(Duration time) {
        clock.advance(time);
    }

    /** All rounds that are due. */
    private void work() throws InterruptedException {
        boolean more = true;
        while (more) {
            more = worker.work();
        }
    }

    private List<String> keys() {
        return catalog.objects().list(found(), new ListQuery("", "", ListStart.beginning(), 1000)).items().stream()
                .map(object -> object.key().value())
                .toList();
    }

    private List<String> versions() {
        return catalog.objects().listVersions(found(), new VersionQuery("", "", "", null, 1000)).versions().stream()
                .map(version -> version.object().key() + (version.object().kind() == Kind.DELETE_MARKER ? " x" : ""))
                .toList();
    }

    @Test
    void objectsExpireAtMidnight() throws InterruptedException {
        bucket(Versioning.UNVERSIONED);
        put("logs/1");
        put("other");
        set(rule(prefix("logs/"), new Expiration.AfterDays(1), null));
        work();
        pass(DAY);
        work();
        assertThat(keys()).containsExactly("logs/1", "other");
        put("logs/2");
        pass(DAY);
        work();
        assertThat(keys()).containsExactly("logs/2", "other");
        assertThat(metrics.expired.count()).isEqualTo(1);
        assertThat(metrics.rounds.count()).isEqualTo(3);
    }

    @Test
    void aBucketComesUpAgainAfterTheInterval() throws InterruptedException {
        bucket(Versioning.UNVERSIONED);
        set(rule(prefix(""), new Expiration.AfterDays(1), null));
        assertThat(worker.work()).isTrue();
        assertThat(worker.work()).isFalse();
        pass(Duration.ofHours(7));
        assertThat(worker.work()).isTrue();
    }

    @Test
    void tagsAndSizesAreLookedAt() throws InterruptedException {
        bucket(Versioning.UNVERSIONED);
        put("tagged", 5, ObjectDescription.of("owner").withTags(Map.of("tmp", "yes", "a", "b")));
        put("untagged", 5, ObjectDescription.of("owner"));
        put("large", 10, ObjectDescription.of("owner").withTags(Map.of("tmp", "yes")));
        LifecycleFilter filter = new LifecycleFilter("", Map.of("tmp", "yes"), null, 6L, Form.FILTER);
        set(rule(filter, new Expiration.AfterDays(1), null));
        pass(DAY.multipliedBy(3));
        work();
        assertThat(keys()).containsExactly("large", "untagged");
    }

    @Test
    void currentVersionsGetAMarkerThatGoesWhenItIsAlone() throws InterruptedException {
        bucket(Versioning.ENABLED);
        put("k");
        set(rule(prefix(""), new Expiration.AfterDays(1), new NoncurrentExpiration(1, 0)));
        pass(DAY.multipliedBy(2));
        work();
        assertThat(versions()).containsExactly("k x", "k");
        pass(DAY.multipliedBy(2));
        work();
        assertThat(versions()).containsExactly("k x");
        pass(Duration.ofHours(7));
        work();
        assertThat(versions()).isEmpty();
        assertThat(metrics.expired.count()).isEqualTo(1);
        assertThat(metrics.removed.count()).isEqualTo(1);
        assertThat(metrics.markersRemoved.count()).isEqualTo(1);
    }

    @Test
    void theNewestNoncurrentVersionsStay() throws InterruptedException {
        bucket(Versioning.ENABLED);
        for (int i = 0; i < 6; i++) {
            put("a");
            put("b");
        }
        delete("b");
        set(rule(prefix(""), null, new NoncurrentExpiration(1, 2)));
        pass(DAY.multipliedBy(3));
        work();
        assertThat(versions()).containsExactly("a", "a", "a", "b x", "b", "b");
    }

    @Test
    void markersWithOlderVersionsStay() throws InterruptedException {
        bucket(Versioning.ENABLED);
        put("kept");
        delete("kept");
        put("gone");
        delete("gone");
        set(
                rule(prefix(""), new Expiration.DeleteMarkers(true), null),
                new LifecycleRule(
                        "2",
                        Status.ENABLED,
                        prefix("gone"),
                        null,
                        new NoncurrentExpiration(1, 0),
                        List.of(),
                        List.of(),
                        null));
        pass(DAY.multipliedBy(3));
        work();
        assertThat(versions()).containsExactly("gone x", "kept x", "kept");
        pass(Duration.ofHours(7));
        work();
        assertThat(versions()).containsExactly("kept x", "kept");
    }

    @Test
    void lockedVersionsStay() throws InterruptedException {
        bucket(Versioning.ENABLED);
        Retention retention = new Retention(Mode.GOVERNANCE, clock.instant().plus(DAY.multipliedBy(10)));
        put("k", 1, ObjectDescription.of("owner").withLock(ObjectLock.NONE.with(retention)));
        delete("k");
        set(rule(prefix(""), null, new NoncurrentExpiration(1, 0)));
        pass(DAY.multipliedBy(3));
        work();
        assertThat(versions()).containsExactly("k x", "k");
        assertThat(metrics.locked.count()).isEqualTo(1);
        pass(DAY.multipliedBy(10));
        work();
        assertThat(versions()).containsExactly("k x");
    }

    private static LifecycleRule moving(LifecycleFilter filter, Transition... transitions) {
        return new LifecycleRule("moving", Status.ENABLED, filter, null, null, List.of(transitions), List.of(), null);
    }

    private static Transition after(int days, TransitionClass to) {
        return new Transition(new Expiration.AfterDays(days), to);
    }

    /** Of all versions: the storage class of each, after its key. */
    private List<String> classes() {
        return catalog.objects().listVersions(found(), new VersionQuery("", "", "", null, 1000)).versions().stream()
                .map(version -> version.object().key() + " " + version.object().storageClass())
                .toList();
    }

    private ObjectAttributes attributes(String key) {
        return catalog.objects().head(found(), new ObjectKey(key)).orElseThrow().attributes();
    }

    @Test
    void objectsMoveDownTheClassesAndAreOtherwiseAsBefore() throws InterruptedException {
        bucket(Versioning.UNVERSIONED);
        put("a", 5, ObjectDescription.of("owner").withTags(Map.of("a", "b")));
        put("archived", 5, ObjectDescription.of("owner").withStorageClass("DEEP_ARCHIVE"));
        put("small", 3, ObjectDescription.of("owner"));
        ObjectAttributes before = attributes("a");
        set(moving(prefix(""), after(1, TransitionClass.INTELLIGENT_TIERING), after(4, TransitionClass.GLACIER_IR)));
        pass(DAY.multipliedBy(2));
        work();
        assertThat(classes()).containsExactly("a INTELLIGENT_TIERING", "archived DEEP_ARCHIVE", "small STANDARD");
        pass(DAY);
        work();
        assertThat(metrics.moved.count()).isEqualTo(1);
        pass(DAY.multipliedBy(2));
        work();
        assertThat(classes()).containsExactly("a GLACIER_IR", "archived DEEP_ARCHIVE", "small STANDARD");
        assertThat(metrics.moved.count()).isEqualTo(2);
        assertThat(attributes("a")).isEqualTo(before.with(d -> d.withStorageClass("GLACIER_IR")));
        set(moving(prefix(""), after(1, TransitionClass.INTELLIGENT_TIERING)));
        work();
        assertThat(classes()).containsExactly("a GLACIER_IR", "archived DEEP_ARCHIVE", "small STANDARD");
    }

    /** An expiration that turns out not to be due does not stand in the way of another rule's transition. */
    @Test
    void whatMayExpireByItsTagsMovesOtherwise() throws InterruptedException {
        bucket(Versioning.ENABLED);
        put("expired", 5, ObjectDescription.of("owner").withTags(Map.of("tmp", "yes")));
        put("moved", 5, ObjectDescription.of("owner").withTags(Map.of("tmp", "no")));
        set(
                rule(
                        new LifecycleFilter("", Map.of("tmp", "yes"), null, null, Form.FILTER),
                        new Expiration.AfterDays(1),
                        null),
                moving(prefix(""), after(1, TransitionClass.GLACIER_IR)));
        pass(DAY.multipliedBy(2));
        work();
        assertThat(classes()).containsExactly("expired ", "expired STANDARD", "moved GLACIER_IR");
    }

    @Test
    void versionsThatAreNotCurrentMoveByTheirOwnRules() throws InterruptedException {
        bucket(Versioning.ENABLED);
        for (int i = 0; i < 4; i++) {
            put("k", 5, ObjectDescription.of("owner"));
        }
        set(new LifecycleRule(
                "r",
                Status.ENABLED,
                prefix(""),
                null,
                new NoncurrentExpiration(5, 0),
                List.of(),
                List.of(
                        new NoncurrentTransition(1, 1, TransitionClass.INTELLIGENT_TIERING),
                        new NoncurrentTransition(3, 2, TransitionClass.GLACIER_IR)),
                null));
        pass(DAY.multipliedBy(2));
        work();
        assertThat(classes())
                .containsExactly("k STANDARD", "k STANDARD", "k INTELLIGENT_TIERING", "k INTELLIGENT_TIERING");
        pass(DAY.multipliedBy(2));
        work();
        assertThat(classes()).containsExactly("k STANDARD", "k STANDARD", "k INTELLIGENT_TIERING", "k GLACIER_IR");
        pass(DAY.multipliedBy(2));
        work();
        assertThat(classes()).containsExactly("k STANDARD");
    }

    @Test
    void lockedVersionsMove() throws InterruptedException {
        bucket(Versioning.ENABLED);
        Retention retention = new Retention(Mode.COMPLIANCE, clock.instant().plus(DAY.multipliedBy(10)));
        put("k", 5, ObjectDescription.of("owner").withLock(ObjectLock.NONE.with(retention)));
        set(moving(prefix(""), after(0, TransitionClass.GLACIER_IR)));
        pass(DAY);
        work();
        assertThat(classes()).containsExactly("k GLACIER_IR");
    }

    @Test
    void uploadsAreAborted() throws InterruptedException {
        Bucket bucket = bucket(Versioning.UNVERSIONED);
        for (String key : List.of("a/1", "a/1", "b")) {
            catalog.uploads()
                    .create(bucket, new ObjectKey(key), new NewUpload(ObjectDescription.of("owner"), null, null));
        }
        set(new LifecycleRule("r", Status.ENABLED, prefix("a/"), null, null, List.of(), List.of(), 1));
        pass(DAY.multipliedBy(2));
        work();
        assertThat(catalog.uploads()
                        .list(bucket, new UploadQuery("", "", "", null, 10))
                        .uploads())
                .hasSize(1);
        assertThat(metrics.aborted.count()).isEqualTo(2);
    }

    @Test
    void manyKeysAndVersionsTakeManyPages() throws InterruptedException {
        bucket(Versioning.ENABLED);
        List<String> all = new ArrayList<>();
        IntStream.range(0, 300).forEach(i -> all.add("k%03d".formatted(i)));
        for (int i = 0; i < 5; i++) {
            all.forEach(this::put);
        }
        IntStream.range(0, 1500).forEach(_ -> put("deep"));
        set(rule(prefix(""), null, new NoncurrentExpiration(1, 1)));
        pass(DAY.multipliedBy(3));
        work();
        all.add("deep");
        assertThat(versions()).hasSize(602).hasSameElementsAs(all);
        assertThat(metrics.removed.count()).isEqualTo(300 * 3 + 1498);
    }

    @Test
    void anotherWorkerGoesOnWhereADeadOneStopped() throws InterruptedException {
        bucket(Versioning.UNVERSIONED);
        put("a");
        put("b");
        set(rule(prefix(""), new Expiration.AfterDays(1), null));
        pass(DAY.multipliedBy(2));
        Lease dead = queue.take().orElseThrow();
        assertThat(dead.renew("va")).isTrue();
        assertThat(worker.work()).isFalse();
        pass(Duration.ofSeconds(71));
        assertThat(worker.work()).isTrue();
        assertThat(keys()).containsExactly("a");
        pass(Duration.ofHours(7));
        work();
        assertThat(keys()).isEmpty();
    }

    @Test
    void bucketsWithoutRulesLeaveTheQueue() throws InterruptedException {
        bucket(Versioning.UNVERSIONED);
        put("k");
        set(rule(prefix(""), new Expiration.AfterDays(1), null));
        lifecycle.remove(found());
        pass(DAY.multipliedBy(2));
        work();
        assertThat(keys()).containsExactly("k");
        assertThat(queue.items()).isEmpty();

        set(rule(prefix(""), new Expiration.AfterDays(1), null));
        lifecycle.remove(found());
        work();
        assertThat(queue.items().map(WorkItem::name)).containsExactly("bucket");
    }

    @Test
    void rulesThatComeWhileAWorkerLooksAreCarriedOut() throws InterruptedException {
        bucket(Versioning.UNVERSIONED);
        put("k");
        pass(DAY.multipliedBy(2));
        queue.add("bucket");
        work();
        set(rule(prefix(""), new Expiration.AfterDays(1), null));
        assertThat(worker.work()).isTrue();
        assertThat(keys()).isEmpty();
    }

    @Test
    void theLagIsToldOfWhatIsDue() {
        bucket(Versioning.UNVERSIONED);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        LifecycleMetrics watched = new LifecycleMetrics(registry);
        set(rule(prefix(""), new Expiration.AfterDays(1), null));
        pass(Duration.ofSeconds(30));
        watched.watch(queue, clock.instant());
        assertThat(registry.get("casgate.lifecycle.lag.seconds").gauge().value())
                .isBetween(30.0, 31.0);
    }

    @Test
    void aWorkerThatIsClosedStops() {
        bucket(Versioning.UNVERSIONED);
        put("k");
        set(rule(prefix(""), new Expiration.AfterDays(1), null));
        pass(DAY.multipliedBy(2));
        worker.start();
        worker.close();
        assertThat(worker.isRunning()).isFalse();
    }
}
