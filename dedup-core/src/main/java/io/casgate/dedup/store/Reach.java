package io.casgate.dedup.store;

/** How far a read goes for its answer. Immutable rows are asked for nearby first, and again further away on a miss. */
public enum Reach {
    /** One replica in this data centre. */
    LOCAL_ONE,
    /** A quorum of the replicas in this data centre. */
    LOCAL_QUORUM,
    /** The replicas of another data centre; a quorum of this one where there is no other. */
    OTHER_DATA_CENTRE
}
