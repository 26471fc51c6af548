package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Clients that write and overwrite, each its own few keys, and remember what was acknowledged. After a crash a key
 * holds what was last acknowledged, or what was on its way when the crash came; never anything else.
 */
final class Writers {
    private static final int KEYS_PER_WRITER = 12;
    private static final int LARGEST = 2 << 20;

    private final String bucket;
    private final String prefix;
    private final int count;
    private final AtomicLong acknowledged = new AtomicLong();
    /** By key, the seeds of all bodies that were sent to it, oldest first. */
    private final Map<String, List<Long>> sent = new HashMap<>();

    /** By key, the seeds of the bodies that it may hold: the last acknowledged one, then those with unknown outcome. */
    private final Map<String, List<Long>> possible = new HashMap<>();

    /** Keys that were acknowledged, or read, at least once. */
    private final Set<String> known = new HashSet<>();

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;
    private long nextSeed = 1;

    Writers(String bucket, String prefix, int count) {
        this.bucket = bucket;
        this.prefix = prefix;
        this.count = count;
    }

    void start(Gateway gateway) {
        stopping = false;
        for (int i = 0; i < count; i++) {
            int writer = i;
            threads.add(Thread.ofVirtual().start(() -> write(gateway, writer)));
        }
    }

    /** Waits until no writer writes any more. */
    void stop() {
        stopping = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        threads.clear();
    }

    /** Waits until {@code count} more objects than now are acknowledged. */
    void awaitMore(int count, Duration limit) {
        long goal = acknowledged.get() + count;
        long deadline = System.nanoTime() + limit.toNanos();
        while (acknowledged.get() < goal) {
            assertThat(System.nanoTime()).as("no writer gets on").isLessThan(deadline);
            Pause.of(Duration.ofMillis(10));
        }
    }

    private void write(Gateway gateway, int writer) {
        try (S3Client s3 = Sdk.client(gateway)) {
            for (int i = 0; !stopping; i++) {
                String key = prefix + writer + "/key-" + i % KEYS_PER_WRITER;
                long seed = attempt(key);
                s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(body(seed)));
                acknowledge(key, seed);
            }
        } catch (SdkException e) {
            // The crash that this is about: the outcome of the last attempt is unknown, and remembered as such.
        }
    }

    private synchronized long attempt(String key) {
        long seed = nextSeed++;
        sent.computeIfAbsent(key, k -> new ArrayList<>()).add(seed);
        possible.computeIfAbsent(key, k -> new ArrayList<>()).add(seed);
        return seed;
    }

    /** From now on a key may also hold what was written to it at any time, or be absent. */
    synchronized void mayHaveLostAcknowledged() {
        possible.replaceAll((key, seeds) -> new ArrayList<>(sent.get(key)));
        known.clear();
    }

    private synchronized void acknowledge(String key, long seed) {
        possible.put(key, new ArrayList<>(List.of(seed)));
        known.add(key);
        acknowledged.incrementAndGet();
    }

    /** Reads every key back, and the listing. What is read now is from now on the only possibility. */
    synchronized void verify(S3Client s3) {
        if (possible.isEmpty()) {
            return;
        }
        Set<String> present = new HashSet<>();
        possible.replaceAll((key, seeds) -> {
            try {
                byte[] body = s3.getObjectAsBytes(
                                request -> request.bucket(bucket).key(key))
                        .asByteArray();
                present.add(key);
                List<Long> matching = seeds.stream()
                        .filter(seed -> Arrays.equals(body, body(seed)))
                        .collect(Collectors.toCollection(ArrayList::new));
                assertThat(matching).as("%s holds one of %s", key, seeds).hasSize(1);
                known.add(key);
                return matching;
            } catch (NoSuchKeyException e) {
                assertThat(known).as("a key that was acknowledged is missing").doesNotContain(key);
                return new ArrayList<>();
            }
        });
        assertThat(s3.listObjectsV2(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                        .map(S3Object::key)
                        .collect(Collectors.toSet()))
                .as("the listing shows what is there")
                .isEqualTo(present);
    }

    private static byte[] body(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] body = new byte[random.nextInt(LARGEST)];
        random.nextBytes(body);
        return body;
    }
}
