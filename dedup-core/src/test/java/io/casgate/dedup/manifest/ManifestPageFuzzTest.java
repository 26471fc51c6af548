package io.casgate.dedup.manifest;

import io.casgate.dedup.StoredFormat;
import java.nio.ByteBuffer;
import java.util.List;

class ManifestPageFuzzTest implements StoredFormat<ManifestPage> {
    @Override
    public List<ManifestPage> samples() {
        return List.of(
                new ManifestPage(0, List.of()),
                new ManifestPage(1L << 40, SampleSpans.ALL),
                new ManifestPage(5, SampleSpans.WITH_LITERALS));
    }

    @Override
    public ByteBuffer encode(ManifestPage page) {
        return ManifestPage.seal(page.start(), SampleSpans.items(page.spans()));
    }

    @Override
    public ManifestPage decode(ByteBuffer stored) {
        return ManifestPage.decode(stored);
    }
}
