package io.casgate.gateway.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Names for requests: 16 hexadecimal capitals, as AWS has them; unique enough to find a line in a log. */
final class RequestIds {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private RequestIds() {}

    static String next() {
        return HEX.toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
