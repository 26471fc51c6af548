package io.casgate.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of shared work, wherever it is kept. */
abstract class WorkQueueContract {
    private static final WorkSettings SETTINGS = new WorkSettings(Duration.ofSeconds(60), Duration.ofSeconds(10));

    private final String name = "test-" + UUID.randomUUID();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    abstract WorkStore store();

    /** Of a worker whose clock is ahead of the true time. */
    private WorkQueue queue(Duration ahead) {
        InstantSource clock = () -> now.plus(ahead);
        return new WorkQueue(name, store(), SETTINGS, clock);
    }

    private WorkQueue queue() {
        return queue(Duration.ZERO);
    }

    private void pass(long seconds) {
        now = now.plusSeconds(seconds);
    }

    private static Lease taken(WorkQueue queue) {
        return queue.take().orElseThrow();
    }

    @Test
    void nobodyElseTakesWhatIsHeld() {
        queue().add("a");
        Lease lease = taken(queue());
        assertThat(lease.item()).isEqualTo("a");
        assertThat(lease.progress()).isEmpty();
        assertThat(queue().take()).isEmpty();
        pass(59);
        assertThat(lease.isHeld()).isTrue();
        assertThat(queue().take()).isEmpty();
    }

    @Test
    void theWorkOfADeadWorkerPassesOnAfterLeaseAndSkew() {
        queue().add("a");
        Lease dead = taken(queue());
        assertThat(dead.renew("half")).isTrue();
        pass(70);
        assertThat(dead.isHeld()).isFalse();
        assertThat(queue().take()).isEmpty();
        pass(1);
        Lease next = taken(queue());
        assertThat(next.progress()).isEqualTo("half");
        assertThat(dead.renew("more")).isFalse();
        assertThat(dead.finish(now)).isFalse();
        assertThat(dead.giveBack("less")).isFalse();
        assertThat(dead.remove()).isFalse();
        assertThat(next.renew("more")).isTrue();
    }

    @Test
    void aRenewedLeaseIsHeldOn() {
        queue().add("a");
        Lease lease = taken(queue());
        for (int i = 0; i < 5; i++) {
            assertThat(lease.isAging()).isFalse();
            pass(40);
            assertThat(lease.isAging()).isTrue();
            assertThat(lease.renew("step " + i)).isTrue();
            assertThat(queue().take()).isEmpty();
        }
    }

    @Test
    void finishedWorkComesUpAgainWhenItIsDue() {
        queue().add("a");
        Lease lease = taken(queue());
        assertThat(lease.renew("half")).isTrue();
        assertThat(lease.finish(now.plusSeconds(100))).isTrue();
        pass(99);
        assertThat(queue().take()).isEmpty();
        pass(1);
        assertThat(taken(queue()).progress()).isEmpty();
    }

    @Test
    void workThatIsGivenBackGoesOnAtOnce() {
        queue().add("a");
        assertThat(taken(queue()).giveBack("half")).isTrue();
        assertThat(taken(queue()).progress()).isEqualTo("half");
    }

    @Test
    void theMostOverdueComesFirst() {
        for (String item : List.of("b", "a", "c")) {
            queue().add(item);
            pass(1);
        }
        assertThat(Stream.generate(() -> queue().take())
                        .takeWhile(Optional::isPresent)
                        .map(lease -> lease.orElseThrow().item()))
                .containsExactly("b", "a", "c");
    }

    @Test
    void whatIsWantedAgainIsDueAgainAndStaysWithItsHolder() {
        queue().add("a");
        Lease lease = taken(queue());
        pass(5);
        queue().add("a");
        assertThat(queue().take()).isEmpty();
        assertThat(lease.renew("half")).isTrue();
        assertThat(lease.wanted()).isEqualTo(now);
        assertThat(lease.finish(now.plusSeconds(1000))).isTrue();
        queue().add("a");
        assertThat(queue().take()).isPresent();
    }

    @Test
    void whatWasWantedMeanwhileIsNotRemoved() {
        queue().add("a");
        Lease lease = taken(queue());
        queue().add("a");
        assertThat(lease.remove()).isFalse();
        assertThat(lease.isHeld()).isFalse();
        pass(71);
        assertThat(taken(queue()).remove()).isTrue();
        assertThat(queue().items()).isEmpty();
        queue().add("a");
        assertThat(queue().take()).isPresent();
    }

    @Test
    void queuesDoNotMix() {
        queue().add("a");
        WorkQueue other = new WorkQueue(name + "2", store(), SETTINGS, () -> now);
        assertThat(other.take()).isEmpty();
        assertThat(queue().items().map(WorkItem::name)).containsExactly("a");
    }

    @Test
    void ofManyAtOnceOneTakesAnItem() throws Exception {
        queue().add("a");
        List<Callable<Optional<Lease>>> takers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            takers.add(() -> queue().take());
        }
        int taken = 0;
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Optional<Lease>> taker : executor.invokeAll(takers)) {
                taken += taker.get().isPresent() ? 1 : 0;
            }
        }
        assertThat(taken).isEqualTo(1);
    }

    /** Workers take, renew, finish, give back and die at random, with clocks that differ as much as they may. */
    @Test
    void noTwoHoldAnItemAtOnce() {
        Random random = new Random(4711);
        List<WorkQueue> queues = new ArrayList<>();
        List<Lease> held = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            queues.add(queue(Duration.ofMillis(i * 2500L)));
        }
        queue().add("a");
        int takeovers = 0;
        for (int step = 0; step < steps(); step++) {
            pass(random.nextInt(40));
            if (random.nextInt(3) > 0) {
                Optional<Lease> lease =
                        queues.get(random.nextInt(queues.size())).take();
                lease.ifPresent(held::add);
                takeovers += lease.isPresent() ? 1 : 0;
            } else if (!held.isEmpty()) {
                act(held.get(random.nextInt(held.size())), random);
            }
            assertThat(held.stream().filter(Lease::isHeld)).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(takeovers).isGreaterThan(steps() / 20);
    }

    /** How long to try. */
    abstract int steps();

    private void act(Lease lease, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> lease.renew("on");
            case 1 -> lease.finish(now);
            case 2 -> lease.giveBack("on");
            default -> {}
        }
    }
}
