package io.casgate.gateway.s3.body;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The file of a browser's form. How long it is turns out at its end. */
public final class FormPayload implements Payload {
    private final MultipartForm form;
    private final LongConsumer growing;
    private final LongConsumer complete;
    private long length;

    /**
     * The file of {@code form}, whose fields have been read.
     *
     * @param growing told how many bytes have come so far; what it throws ends the upload
     * @param complete told how many there were; what it throws ends the upload
     */
    public FormPayload(MultipartForm form, LongConsumer growing, LongConsumer complete) {
        this.form = form;
        this.growing = growing;
        this.complete = complete;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public @Nullable ByteBuffer read() {
        ByteBuffer piece = form.readFile();
        if (piece == null) {
            complete.accept(length);
        } else {
            length += piece.remaining();
            growing.accept(length);
        }
        return piece;
    }

    @Override
    public Map<String, String> trailers() {
        return Map.of();
    }
}
