package io.casgate.dedup.write;

import io.casgate.dedup.Domain;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.manifest.Extent;
import io.casgate.dedup.segment.SegmentBlocks;
import io.casgate.dedup.segment.SegmentHeader;
import io.casgate.dedup.segment.SlotSet;
import java.util.BitSet;
import java.util.Optional;

/** A segment that was referenced whole before its header was read, so that no slot that the header offers can go. */
final class Pin {
    private final SegmentId segment;
    private final Optional<SegmentHeader> header;
    /** Changed by the body's thread alone. */
    private final BitSet used = new BitSet();

    private Pin(SegmentId segment, Optional<SegmentHeader> header) {
        this.segment = segment;
        this.header = header;
    }

    /**
     * A segment whose header was read after the reference was durable. One of another domain is of no use: domains never
     * share.
     */
    static Pin of(SegmentId segment, Optional<SegmentHeader> header, Domain domain) {
        return new Pin(segment, header.filter(found -> found.domain().equals(domain) && !found.saturated()));
    }

    /** A segment of which everything is used: one that the body itself brought. */
    static Pin whole(SegmentId segment, SegmentHeader header) {
        Pin pin = new Pin(segment, Optional.of(header));
        pin.use(0, header.blocks().slotCount());
        return pin;
    }

    SegmentId segment() {
        return segment;
    }

    boolean isUsable() {
        return header.isPresent();
    }

    SegmentBlocks blocks() {
        return header.orElseThrow().blocks();
    }

    boolean takes(int slot) {
        return header.isPresent() && header.get().isReferable(slot);
    }

    boolean takes(int firstSlot, int slotCount) {
        for (int slot = firstSlot; slot < firstSlot + slotCount; slot++) {
            if (!takes(slot)) {
                return false;
            }
        }
        return true;
    }

    /** The whole of a block, which is used from now on. */
    Extent.Run use(int slot) {
        used.set(slot);
        return new Extent.Run(segment, slot, 1, blocks().position(slot), blocks().size(slot));
    }

    /** Counts slots as used. */
    void use(int firstSlot, int slotCount) {
        used.set(firstSlot, firstSlot + slotCount);
    }

    SlotSet used() {
        return SlotSet.of(used);
    }

    /** Whether the reference to the whole segment says exactly what is used. */
    boolean usesEverything() {
        return header.isPresent() && used.cardinality() == blocks().slotCount();
    }
}
