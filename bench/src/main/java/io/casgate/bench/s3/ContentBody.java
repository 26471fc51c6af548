package io.casgate.bench.s3;

import io.casgate.bench.data.Dataset;
import io.casgate.bench.http.RequestBody;
import java.nio.ByteBuffer;

/** Sends generated content as it is. */
record ContentBody(Dataset.Content content) implements RequestBody {
    @Override
    public long length() {
        return content.size();
    }

    @Override
    public void fill(ByteBuffer out, long offset) {
        content.fill(out, offset);
    }
}
