package io.casgate.bench.load;

/** What a load is made of. */
public enum Operation {
    /** Stores the next object of the dataset. */
    PUT,
    /** Reads a whole object. */
    GET,
    HEAD,
    /** Reads one page of a listing. */
    LIST,
    DELETE;

    /** Whether an object must be there for it. */
    boolean needsObject() {
        return this == GET || this == HEAD || this == DELETE;
    }
}
