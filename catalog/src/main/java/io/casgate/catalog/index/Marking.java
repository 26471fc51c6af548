package io.casgate.catalog.index;

import io.casgate.catalog.port.ShardRef;
import java.util.UUID;

/** What came of announcing a change in the index. */
public sealed interface Marking {
    record Marked(Placement placement) implements Marking {}

    /** The bucket is being removed by the attempt {@code by}, which can be called off. */
    record Refused(ShardRef shard, UUID by) implements Marking {}

    /** There is no such index any more. */
    record Gone() implements Marking {}
}
