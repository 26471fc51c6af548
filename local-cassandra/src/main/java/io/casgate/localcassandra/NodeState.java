package io.casgate.localcassandra;

/** Where a {@link LocalNode} is in its life. */
public enum NodeState {
    /** A process runs and does not answer yet: first start, or start after {@link #DOWN}. */
    STARTING,
    /** The native transport answers. */
    RUNNING,
    /** The process ended by itself or no longer answers; a new one is started after a pause. */
    DOWN,
    /** Closed; the node does not start again. */
    STOPPED
}
