package io.casgate.auth;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Signs the chunks of one aws-chunked body in order, then its trailers. For one thread. */
public final class ChunkSigner {
    private final ChunkSeed seed;
    private String previous;

    ChunkSigner(ChunkSeed seed) {
        this.seed = seed;
        this.previous = seed.signature();
    }

    /**
     * The chunk-signature of the next chunk, in lower-case hexadecimal. The body ends in a chunk of no bytes, which is
     * signed too.
     *
     * @param sha256 of the chunk's bytes
     */
    public String chunk(byte[] sha256) {
        return sign(chunkToSign(sha256));
    }

    /**
     * The x-amz-trailer-signature, in lower-case hexadecimal; to be asked for after the last chunk.
     *
     * @param trailers values by lower-case name, x-amz-trailer-signature left out
     */
    public String trailers(Map<String, String> trailers) {
        return sign(trailersToSign(trailers));
    }

    /** Signs what is next, and goes on from there. */
    String sign(String stringToSign) {
        previous = seed.sign(stringToSign);
        return previous;
    }

    String chunkToSign(byte[] sha256) {
        return seed.preamble("AWS4-HMAC-SHA256-PAYLOAD")
                + previous
                + "\n"
                + Sha256.EMPTY_HEX
                + "\n"
                + HexFormat.of().formatHex(sha256);
    }

    String trailersToSign(Map<String, String> trailers) {
        StringBuilder canonical = new StringBuilder();
        new TreeMap<>(trailers)
                .forEach((name, value) ->
                        canonical.append(name).append(':').append(value.strip()).append('\n'));
        return seed.preamble("AWS4-HMAC-SHA256-TRAILER")
                + previous
                + "\n"
                + Sha256.hex(canonical.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
