package io.casgate.dedup.write;

import io.casgate.dedup.Fingerprint;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.manifest.Extent;
import io.casgate.dedup.segment.Pack;
import io.casgate.dedup.segment.PackEncoder;
import io.casgate.dedup.segment.SegmentBlocks;
import io.casgate.dedup.segment.SlotSet;
import io.casgate.dedup.store.PackSource.StoredPack;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A segment that is being filled: blocks become packs, packs become batches. Used by one thread. */
final class NewSegment {
    private final SegmentId id;
    private final CompletableFuture<Void> reference;
    private final PackEncoder encoder;
    private final BatchWindow window;
    private final int batchLimit;

    private final List<SegmentBlocks.Block> blocks = new ArrayList<>();
    private int position;

    private final byte[] pack = new byte[Pack.MAX_BYTES];
    private int packLength;
    private int packFirstSlot;

    private List<StoredPack> batch = new ArrayList<>();
    private int batchBytes;
    private final List<CompletableFuture<Void>> batches = new ArrayList<>();

    NewSegment(
            SegmentId id, CompletableFuture<Void> reference, PackEncoder encoder, BatchWindow window, int batchLimit) {
        this.id = id;
        this.reference = reference;
        this.encoder = encoder;
        this.window = window;
        this.batchLimit = batchLimit;
    }

    SegmentId id() {
        return id;
    }

    List<SegmentBlocks.Block> blocks() {
        return blocks;
    }

    boolean hasRoom(int length) {
        return blocks.size() < SlotSet.MAX_SLOTS && position + length <= SegmentBlocks.MAX_BYTES;
    }

    Extent.Run add(PlainBlock block, Fingerprint fingerprint) {
        if (packLength + block.length() > pack.length) {
            endPack();
        }
        System.arraycopy(block.array(), block.offset(), pack, packLength, block.length());
        packLength += block.length();
        Extent.Run run = new Extent.Run(id, blocks.size(), 1, position, block.length());
        blocks.add(new SegmentBlocks.Block(fingerprint, block.length()));
        position += block.length();
        return run;
    }

    private void endPack() {
        int[] sizes = blocks.subList(packFirstSlot, blocks.size()).stream()
                .mapToInt(SegmentBlocks.Block::size)
                .toArray();
        int packPosition = position - packLength;
        ByteBuffer stored = encoder.encode(id, packFirstSlot, packPosition, pack, 0, sizes);
        if (batchBytes + stored.remaining() > batchLimit) {
            endBatch();
        }
        batch.add(new StoredPack(packPosition, stored));
        batchBytes += stored.remaining();
        packLength = 0;
        packFirstSlot = blocks.size();
    }

    private void endBatch() {
        if (!batch.isEmpty()) {
            batches.add(window.send(id, batch, batchBytes, reference));
            batch = new ArrayList<>();
            batchBytes = 0;
        }
    }

    /** Sends what is left. The future completes when all packs are durable. */
    CompletableFuture<Void> finish() {
        if (packLength > 0) {
            endPack();
        }
        endBatch();
        return CompletableFuture.allOf(batches.toArray(CompletableFuture[]::new));
    }
}
