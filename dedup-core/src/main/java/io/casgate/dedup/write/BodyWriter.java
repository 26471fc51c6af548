package io.casgate.dedup.write;

import io.casgate.dedup.ContentWriter;
import io.casgate.dedup.PendingContent;
import io.casgate.dedup.manifest.Content;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps a small body as it is, and starts an {@link Assembly} for a larger one. */
final class BodyWriter implements ContentWriter {
    private final WriteContext context;
    private final Supplier<Assembly> assemblies;
    private final Deadline deadline;
    private ByteBuffer small;
    private @Nullable Assembly assembly;
    private boolean finished;

    BodyWriter(WriteContext context, Deadline deadline, Supplier<Assembly> assemblies) {
        this.context = context;
        this.assemblies = assemblies;
        this.deadline = deadline;
        this.small = ByteBuffer.allocate(0);
    }

    @Override
    public void write(ByteBuffer bytes) {
        if (finished) {
            throw new IllegalStateException("The body is finished");
        }
        if (assembly == null
                && small.position() + bytes.remaining() <= context.settings().inlineBytes()) {
            makeRoom(bytes.remaining());
            small.put(bytes);
            return;
        }
        if (assembly == null) {
            assembly = assemblies.get();
            assembly.write(small.flip());
            small = ByteBuffer.allocate(0);
        }
        assembly.write(bytes);
    }

    private void makeRoom(int more) {
        if (small.remaining() < more) {
            int needed = small.position() + more;
            int capacity = Math.min(context.settings().inlineBytes(), Math.max(needed, 2 * small.capacity()));
            small = ByteBuffer.allocate(capacity).put(small.flip());
        }
    }

    @Override
    public PendingContent finish() {
        PendingContent pending = assembly == null
                ? new Pending(new Content.Inline(small.flip()), deadline, new InlineBody(context.metrics()))
                : new Pending(assembly.finish(), deadline, assembly);
        finished = true;
        return pending;
    }

    @Override
    public void close() {
        if (!finished && assembly != null) {
            assembly.abandon();
        }
        finished = true;
    }
}
