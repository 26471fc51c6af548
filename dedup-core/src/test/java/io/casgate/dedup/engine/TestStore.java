package io.casgate.dedup.engine;

import io.casgate.dedup.ContentReader;
import io.casgate.dedup.ContentWriter;
import io.casgate.dedup.DedupMetrics;
import io.casgate.dedup.DedupSettings;
import io.casgate.dedup.Domain;
import io.casgate.dedup.PendingContent;
import io.casgate.dedup.Target;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.read.ReadSettings;
import io.casgate.dedup.store.StorePorts;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A dedup store with what tests do to it. */
public final class TestStore implements AutoCloseable {
    /** Where all bodies go. */
    public static final Target TARGET = new Target(ByteBuffer.wrap(new byte[] {1, 2, 3}));

    private final DedupMetrics metrics = new DedupMetrics();
    private final AtomicLong nanoTime = new AtomicLong();
    private final DedupEngine engine;

    public TestStore(StorePorts ports) {
        this(ports, DedupSettings.DEFAULT);
    }

    public TestStore(StorePorts ports, DedupSettings settings) {
        engine = new DedupEngine(ports, settings, ReadSettings.DEFAULT, metrics, InstantSource.system(), nanoTime::get);
    }

    public DedupEngine engine() {
        return engine;
    }

    public DedupMetrics metrics() {
        return metrics;
    }

    /** Lets the monotonic clock go on. */
    public void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    /** Stores and publishes a body. */
    public Content store(byte[] body) {
        return store(Domain.DEFAULT, body, List.of());
    }

    public Content store(Domain domain, byte[] body, List<Content> similar) {
        try (ContentWriter writer = engine.write(domain, TARGET, similar)) {
            writeInPieces(writer, body);
            try (PendingContent pending = writer.finish()) {
                pending.requireAlive();
                pending.published();
                return pending.content();
            }
        }
    }

    /** As a network would bring it: in pieces of many sizes. */
    public static void writeInPieces(ContentWriter writer, byte[] body) {
        int size = 1;
        for (int at = 0; at < body.length; at += size) {
            size = Math.min(body.length - at, size * 7 % 65_521 + 1);
            writer.write(ByteBuffer.wrap(body, at, size));
        }
    }

    public byte[] read(Content content) {
        return read(content, 0, content.length());
    }

    public byte[] read(Content content, long offset, long length) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ContentReader reader = engine.read(content, offset, length)) {
            for (ByteBuffer next = reader.next(); next != null; next = reader.next()) {
                byte[] copy = new byte[next.remaining()];
                next.get(copy);
                bytes.writeBytes(copy);
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        engine.close();
    }
}
