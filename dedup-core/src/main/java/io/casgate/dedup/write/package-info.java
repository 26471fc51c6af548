/**
 * The way in. A body passes these stages, on the caller's thread, while what they ask of Cassandra is under way:
 *
 * <pre>
 * BlockStream     tells headers of archives from contents, and cuts contents into blocks
 * LookupWindow    finds the blocks that are stored already, looking ahead; finds holes
 * SegmentBuilder  puts new blocks into packs and packs into segments
 * BatchWindow     packs on their way to Cassandra, bounded in bytes
 * Assembly        the order of things: owner, references, manifest
 * </pre>
 */
@NullMarked
package io.casgate.dedup.write;

import org.jspecify.annotations.NullMarked;
