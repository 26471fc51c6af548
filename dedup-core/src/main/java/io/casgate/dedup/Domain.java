package io.casgate.dedup;

/** A dedup domain: buckets in the same domain share blocks, buckets in different ones never do. */
public record Domain(String name) {
    public static final Domain DEFAULT = new Domain("default");

    public Domain {
        if (!name.matches("[a-z0-9-]{1,63}")) {
            throw new IllegalArgumentException("A dedup domain is 1 to 63 of a-z, 0-9 and '-': " + name);
        }
    }
}
