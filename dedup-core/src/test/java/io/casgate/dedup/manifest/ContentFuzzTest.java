package io.casgate.dedup.manifest;

import io.casgate.dedup.OwnerId;
import io.casgate.dedup.StoredFormat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

class ContentFuzzTest implements StoredFormat<Content> {
    @Override
    public List<Content> samples() {
        return List.of(
                new Content.Inline(ByteBuffer.wrap(new byte[] {1, 2, 3})),
                Content.Embedded.of(SampleSpans.ALL),
                Content.Embedded.of(SampleSpans.WITH_LITERALS),
                new Content.Paged(new OwnerId(new UUID(1, 2)), 5L << 40, List.of(0L, 1L << 30, 1L << 41)));
    }

    @Override
    public ByteBuffer encode(Content content) {
        return ContentCodec.encode(content);
    }

    @Override
    public Content decode(ByteBuffer stored) {
        return ContentCodec.decode(stored);
    }
}
