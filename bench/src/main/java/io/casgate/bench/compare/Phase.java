package io.casgate.bench.compare;

/** What is measured in each round, each time over the same number of bytes. */
public enum Phase {
    PUT_NEW("put new"),
    GET("get"),
    PUT_AGAIN("put again"),
    RAW_WRITE("raw write"),
    RAW_READ("raw read");

    private final String title;

    Phase(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
