package io.casgate.catalog.port;

import io.casgate.catalog.ListedObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Shards and their entries. Entries' writes carry the version of the register they are derived from, and the greater
 * version wins whatever the order of arrival: every write may be repeated, delayed and copied.
 */
public interface IndexStore {
    /** Writes that somebody sets out to give the key's register {@code version}. */
    void mark(ShardRef shard, SortKey key, long version);

    /** Writes what {@code version} of the register shows; settles markers up to it. */
    void settle(ShardRef shard, SortKey key, long version, ListedObject listed);

    /** Removes what was written for versions up to and including {@code version}. */
    void remove(ShardRef shard, SortKey key, long version);

    /** Entries from {@code from} on, at most {@code limit}, also such as have moved right, with the shard's header. */
    Optional<Page> page(ShardRef shard, SortKey from, int limit);

    /** As {@link #page}, and sees everything acknowledged in any data centre. */
    Optional<Page> pageEverywhere(ShardRef shard, SortKey from, int limit);

    /** The header; {@code near} is a key with an entry in the shard, if there is one, which makes it cheap to find. */
    Optional<Shard> header(ShardRef shard, SortKey near);

    /** Makes {@code shard} unless it is there already. */
    void create(Shard shard);

    /** Replaces the header, if its epoch is still the one before {@code next}'s. */
    boolean swap(Shard next);

    /** Removes entries from {@code from} on. */
    void trim(ShardRef shard, SortKey from);

    /** Removes the shard whole. */
    void drop(ShardRef shard);

    /** The shard that begins at or left of {@code key}, as far as is noted. */
    Optional<Beginning> nearest(IndexId index, SortKey key);

    /** Notes where a shard begins, for {@link #nearest}. */
    void note(IndexId index, Beginning beginning);

    /** Forgets all notes of an index. */
    void dropNotes(IndexId index);

    /** A stretch of a shard's entries, by key. */
    record Page(Shard shard, List<IndexRow> rows) {
        public Page {
            rows = List.copyOf(rows);
        }
    }

    /** Where a shard begins. */
    record Beginning(SortKey low, UUID shard) {}
}
