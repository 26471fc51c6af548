package io.casgate.dedup.manifest;

import io.casgate.dedup.StoredFormat;
import io.casgate.dedup.format.FormatWriter;
import java.nio.ByteBuffer;
import java.util.List;

class ManifestPageFuzzTest implements StoredFormat<ManifestPage> {
    @Override
    public List<ManifestPage> samples() {
        return List.of(new ManifestPage(0, List.of()), new ManifestPage(1L << 40, SampleSpans.ALL));
    }

    @Override
    public ByteBuffer encode(ManifestPage page) {
        FormatWriter out = ManifestPage.begin(page.start());
        SpanWriter spans = new SpanWriter(out);
        for (Span span : page.spans()) {
            spans.span(span.owner(), span.partNumber(), span.checksum());
            span.extents().forEach(spans::extent);
        }
        return out.seal();
    }

    @Override
    public ManifestPage decode(ByteBuffer stored) {
        return ManifestPage.decode(stored);
    }
}
