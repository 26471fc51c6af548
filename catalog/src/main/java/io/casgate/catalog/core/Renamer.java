package io.casgate.catalog.core;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.Condition;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.Objects;
import io.casgate.catalog.Objects.Publication;
import io.casgate.catalog.Objects.Renaming;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.UnknownOutcomeException;
import io.casgate.catalog.port.Head;
import io.casgate.catalog.port.Head.Live;
import io.casgate.dedup.StoreUnavailableException;
import java.util.Optional;

/** Publishes an object under its new name, and then removes the old one: two registers, each by its own compare-and-set. */
final class Renamer {
    private final Objects objects;
    private final Heads heads;
    private final Removals removals;
    private final CatalogSettings settings;

    Renamer(Objects objects, Heads heads, Removals removals, CatalogSettings settings) {
        this.objects = objects;
        this.heads = heads;
        this.removals = removals;
        this.settings = settings;
    }

    Renaming rename(
            Bucket bucket,
            ObjectKey from,
            ObjectKey to,
            StoredObject source,
            ObjectAttributes attributes,
            Condition condition,
            Runnable beforeCompareAndSet) {
        if (from.equals(to)) {
            throw new IllegalArgumentException("An object is renamed to its own name");
        }
        if (!isCurrent(heads.read(bucket.id(), from), source)) {
            return new Renaming.SourceChanged();
        }
        return switch (objects.publish(bucket, to, attributes, condition, beforeCompareAndSet)) {
            case Publication.Published(StoredObject renamed) -> {
                removeAfterwards(bucket, from, source);
                yield new Renaming.Renamed(renamed);
            }
            case Publication.PreconditionFailed _ -> new Renaming.PreconditionFailed();
            case Publication.NoSuchKey _ -> new Renaming.NoSuchKey();
        };
    }

    private static boolean isCurrent(Optional<Head> head, StoredObject source) {
        return head.flatMap(Head::object)
                .filter(object -> object.version() == source.version())
                .isPresent();
    }

    /** The new name is there, and names the content, whatever becomes of this. */
    private void removeAfterwards(Bucket bucket, ObjectKey from, StoredObject source) {
        try {
            remove(bucket, from, source);
        } catch (StoreUnavailableException e) {
            throw new UnknownOutcomeException("An object has its new name, and may have its old one too", e);
        }
    }

    private void remove(Bucket bucket, ObjectKey from, StoredObject source) {
        for (int attempt = 0; attempt < settings.swapAttempts(); attempt++) {
            Optional<Head> head = heads.read(bucket.id(), from);
            if (!isCurrent(head, source) || tryRemove(bucket, from, head.orElseThrow())) {
                return;
            }
            Backoff.pause(attempt);
        }
        throw new StoreUnavailableException("The key is changed by too many at once");
    }

    private boolean tryRemove(Bucket bucket, ObjectKey from, Head head) {
        Live live = head.live().orElseThrow();
        return removals.keepsVersions(bucket, Optional.of(live))
                ? removals.mark(bucket, from, Optional.of(head)).isPresent()
                : removals.drop(bucket, from, head, live);
    }
}
