package io.casgate.it.gateway;

/** An access key and its secret. */
public record Keys(String accessKey, String secretKey) {
    /** What every gateway under test is started with. */
    public static final Keys ROOT = new Keys("CASGATETESTROOTKEY00", "test/only/secret+key/of/the+first/identity");
}
