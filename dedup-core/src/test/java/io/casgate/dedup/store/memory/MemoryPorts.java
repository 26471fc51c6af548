package io.casgate.dedup.store.memory;

import io.casgate.dedup.Domain;
import io.casgate.dedup.Fingerprint;
import io.casgate.dedup.OwnerId;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.segment.SegmentHeader;
import io.casgate.dedup.segment.SlotSet;
import io.casgate.dedup.store.BlockIndex;
import io.casgate.dedup.store.BlockLocation;
import io.casgate.dedup.store.Domains;
import io.casgate.dedup.store.Intents;
import io.casgate.dedup.store.ManifestPages;
import io.casgate.dedup.store.PackStore;
import io.casgate.dedup.store.Reach;
import io.casgate.dedup.store.SegmentStore;
import io.casgate.dedup.store.StorePorts;
import io.casgate.dedup.store.UsageStore;
import io.casgate.dedup.store.memory.Call.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** All ports in memory. Nothing is ever forgotten; what is stored can be looked at and damaged. Safe for use by threads. */
public final class MemoryPorts {
    private final Calls calls = new Calls(Executors.newVirtualThreadPerTaskExecutor());
    private final Map<SegmentId, NavigableMap<Integer, ByteBuffer>> packs = new ConcurrentHashMap<>();
    private final Map<SegmentId, SegmentHeader> headers = new ConcurrentHashMap<>();
    private final Map<SegmentId, Map<OwnerId, SlotSet>> references = new ConcurrentHashMap<>();
    private final Map<Domain, Map<Fingerprint, BlockLocation>> index = new ConcurrentHashMap<>();
    private final Map<Page, ByteBuffer> pages = new ConcurrentHashMap<>();
    private final Map<OwnerId, Intents.Intent> intents = new ConcurrentHashMap<>();
    private final Map<Domain, Domains.DomainFormat> domains = new ConcurrentHashMap<>();
    private final Map<UUID, UsageStore.Usage> usage = new ConcurrentHashMap<>();

    private final StorePorts ports = new StorePorts(
            new Packs(), new Segments(), new Index(), new Pages(), new Uploads(), new Formats(), new Usages());

    private record Page(OwnerId pages, int number) {}

    public StorePorts ports() {
        return ports;
    }

    /** What is called, and what of it fails. */
    public Calls calls() {
        return calls;
    }

    /** The packs of each segment by position, to be changed at will. */
    public Map<SegmentId, NavigableMap<Integer, ByteBuffer>> packs() {
        return packs;
    }

    /** Headers, to be changed at will. */
    public Map<SegmentId, SegmentHeader> headers() {
        return headers;
    }

    /** Who uses what of each segment, to be changed at will. */
    public Map<SegmentId, Map<OwnerId, SlotSet>> references() {
        return references;
    }

    /** What {@code owner} uses of {@code segment}; nothing when it has no reference. */
    public SlotSet used(SegmentId segment, OwnerId owner) {
        return references.getOrDefault(segment, Map.of()).getOrDefault(owner, SlotSet.EMPTY);
    }

    public Map<OwnerId, Intents.Intent> intents() {
        return intents;
    }

    /** The intents that are left when everything that is under way has ended: dropping them is waited for by nobody. */
    public Map<OwnerId, Intents.Intent> intentsAtRest() {
        calls.awaitQuiet();
        return intents;
    }

    /** Stored bytes of all packs. */
    public long storedBytes() {
        return packs.values().stream()
                .flatMap(rows -> rows.values().stream())
                .mapToLong(ByteBuffer::remaining)
                .sum();
    }

    public int pageCount() {
        return pages.size();
    }

    private CompletableFuture<Void> write(Kind kind, @Nullable SegmentId segment, Runnable effect) {
        return calls.run(kind, segment, () -> {
                    effect.run();
                    return true;
                })
                .thenAccept(done -> {});
    }

    private final class Packs implements PackStore {
        @Override
        public CompletableFuture<Void> write(SegmentId segment, List<StoredPack> batch) {
            return MemoryPorts.this.write(Kind.WRITE_PACKS, segment, () -> {
                NavigableMap<Integer, ByteBuffer> rows =
                        packs.computeIfAbsent(segment, id -> new ConcurrentSkipListMap<>());
                batch.forEach(pack -> rows.put(pack.position(), pack.bytes().asReadOnlyBuffer()));
            });
        }

        @Override
        public CompletableFuture<List<StoredPack>> packs(SegmentId segment, int from, int to, Reach reach) {
            return calls.run(Kind.READ_PACKS, segment, () -> {
                List<StoredPack> found = new ArrayList<>();
                NavigableMap<Integer, ByteBuffer> rows = packs.get(segment);
                if (rows != null) {
                    rows.subMap(from, to).forEach((position, bytes) -> found.add(new StoredPack(position, bytes)));
                }
                return found;
            });
        }
    }

    private final class Segments implements SegmentStore {
        @Override
        public CompletableFuture<Void> reference(SegmentId segment, OwnerId owner, SlotSet used) {
            return write(
                    Kind.REFERENCE,
                    segment,
                    () -> references
                            .computeIfAbsent(segment, id -> new ConcurrentHashMap<>())
                            .put(owner, used));
        }

        @Override
        public CompletableFuture<Void> release(SegmentId segment, OwnerId owner) {
            return write(
                    Kind.RELEASE,
                    segment,
                    () -> references
                            .getOrDefault(segment, new ConcurrentHashMap<>())
                            .remove(owner));
        }

        @Override
        public CompletableFuture<Optional<SlotSet>> used(SegmentId segment, OwnerId owner) {
            return calls.run(
                    Kind.READ_USED,
                    segment,
                    () -> Optional.ofNullable(
                            references.getOrDefault(segment, Map.of()).get(owner)));
        }

        @Override
        public CompletableFuture<Boolean> hasMoreReferencesThan(SegmentId segment, int limit) {
            return calls.run(
                    Kind.COUNT_REFERENCES,
                    segment,
                    () -> references.getOrDefault(segment, Map.of()).size() > limit);
        }

        @Override
        public CompletableFuture<Void> saturate(SegmentId segment) {
            return write(
                    Kind.SATURATE,
                    segment,
                    () -> headers.computeIfPresent(
                            segment,
                            (id, header) -> new SegmentHeader(
                                    header.domain(),
                                    header.created(),
                                    header.blocks(),
                                    header.condemned(),
                                    header.deleted(),
                                    true)));
        }

        @Override
        public CompletableFuture<Void> create(SegmentId segment, SegmentHeader header) {
            return write(Kind.WRITE_HEADER, segment, () -> headers.put(segment, header));
        }

        @Override
        public CompletableFuture<Optional<SegmentHeader>> header(SegmentId segment) {
            return calls.run(Kind.READ_HEADER, segment, () -> Optional.ofNullable(headers.get(segment)));
        }
    }

    private final class Index implements BlockIndex {
        @Override
        public CompletableFuture<Optional<BlockLocation>> find(Domain domain, Fingerprint hook) {
            return calls.run(
                    Kind.FIND_HOOK,
                    null,
                    () -> Optional.ofNullable(
                            index.getOrDefault(domain, Map.of()).get(hook)));
        }

        @Override
        public CompletableFuture<Void> put(Domain domain, Fingerprint hook, BlockLocation location) {
            return write(
                    Kind.PUT_HOOK,
                    location.segment(),
                    () -> index.computeIfAbsent(domain, name -> new ConcurrentHashMap<>())
                            .put(hook, location));
        }
    }

    private final class Pages implements ManifestPages {
        @Override
        public CompletableFuture<Void> write(OwnerId owner, int number, ByteBuffer page) {
            return MemoryPorts.this.write(
                    Kind.WRITE_PAGE, null, () -> pages.put(new Page(owner, number), page.asReadOnlyBuffer()));
        }

        @Override
        public CompletableFuture<Void> delete(OwnerId owner, int number) {
            return MemoryPorts.this.write(Kind.DELETE_PAGE, null, () -> pages.remove(new Page(owner, number)));
        }

        @Override
        public CompletableFuture<Optional<ByteBuffer>> page(OwnerId owner, int number, Reach reach) {
            return calls.run(Kind.READ_PAGE, null, () -> Optional.ofNullable(pages.get(new Page(owner, number))));
        }
    }

    private final class Uploads implements Intents {
        @Override
        public CompletableFuture<Void> begin(OwnerId owner, Intent intent) {
            return write(Kind.BEGIN_INTENT, null, () -> intents.put(owner, intent));
        }

        @Override
        public CompletableFuture<Optional<Intent>> find(OwnerId owner) {
            return calls.run(Kind.FIND_INTENT, null, () -> Optional.ofNullable(intents.get(owner)));
        }

        @Override
        public CompletableFuture<Void> drop(OwnerId owner) {
            return write(Kind.DROP_INTENT, null, () -> intents.remove(owner));
        }
    }

    private final class Formats implements Domains {
        @Override
        public DomainFormat settle(Domain domain, DomainFormat proposed) {
            return domains.computeIfAbsent(domain, name -> proposed);
        }
    }

    private final class Usages implements UsageStore {
        @Override
        public void put(UUID gateway, Usage told) {
            usage.put(gateway, told);
        }

        @Override
        public Usage total() {
            return usage.values().stream().reduce(Usage.NONE, Usage::plus);
        }
    }
}
