package io.casgate.gateway.lifecycle;

import io.casgate.catalog.Expirable;
import io.casgate.catalog.ListedObject;
import io.casgate.catalog.ListedVersion;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.StoredVersion;
import io.casgate.gateway.lifecycle.Change.Move;
import io.casgate.gateway.lifecycle.Change.Removal;
import io.casgate.gateway.lifecycle.LifecycleRules.Due;
import io.casgate.gateway.lifecycle.LifecycleRules.Subject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is due in a listing of versions, which comes version by version, the newest of each key first: when a version
 * was replaced, its predecessor in the listing tells, and whether a delete marker is alone, its successor. Not thread-safe.
 */
final class KeyHistory {
    private final LifecycleRules rules;
    private final InstantSource clock;
    private final Consumer<Change> found;
    private @Nullable ListedVersion newer;
    private int newerNoncurrent;

    KeyHistory(LifecycleRules rules, InstantSource clock, Consumer<Change> found) {
        this.rules = rules;
        this.clock = clock;
        this.found = found;
    }

    /** The next version of the same key, or the newest of the next one. */
    void next(ListedVersion version) {
        if (newer != null && !newer.object().key().equals(version.object().key())) {
            end();
        }
        if (version.age() == ListedVersion.Age.LATEST) {
            latest(version.object());
        } else if (newer != null) {
            older(version, newer.object().lastModified());
        }
        newer = version;
    }

    /** No version of the same key follows. */
    void end() {
        ListedVersion last = newer;
        newer = null;
        newerNoncurrent = 0;
        if (last != null && last.age() == ListedVersion.Age.LATEST && isMarker(last.object())) {
            lonely(last.object());
        }
    }

    private static boolean isMarker(ListedObject object) {
        return object.kind() == ListedObject.Kind.DELETE_MARKER;
    }

    private boolean isOver(Optional<Due> due) {
        return due.filter(date -> date.isOver(clock.instant())).isPresent();
    }

    private void latest(ListedObject object) {
        if (isMarker(object)) {
            return;
        }
        String key = object.key().value();
        if (isOver(rules.earliestExpiration(key, object.size(), object.lastModified()))) {
            found.accept(new Removal(
                    object.key(),
                    new Expirable.Current(),
                    stored -> stored instanceof StoredObject current
                            && isOver(rules.expiration(subject(key, current), current.lastModified()))));
        }
        if (rules.mayMove(key, object.size(), object.storageClass(), object.lastModified(), clock.instant())) {
            found.accept(new Move(
                    object.key(),
                    null,
                    stored -> rules.transition(
                            subject(key, stored), storageClass(stored), stored.lastModified(), clock.instant())));
        }
    }

    private static String storageClass(StoredObject object) {
        return object.attributes().storageClass();
    }

    private void lonely(ListedObject marker) {
        String key = marker.key().value();
        if (isOver(rules.lonelyMarker(key, marker.lastModified()))) {
            found.accept(new Removal(
                    marker.key(),
                    new Expirable.LonelyMarker(),
                    stored -> isOver(rules.lonelyMarker(key, stored.lastModified()))));
        }
    }

    private void older(ListedVersion version, Instant replaced) {
        ListedObject object = version.object();
        String key = object.key().value();
        int kept = newerNoncurrent++;
        Optional<Due> due = isMarker(object)
                ? rules.noncurrentMarker(key, replaced, kept)
                : rules.earliestNoncurrent(key, object.size(), replaced, kept);
        if (isOver(due)) {
            found.accept(new Removal(
                    object.key(),
                    new Expirable.Noncurrent(version.id()),
                    stored ->
                            stored.version() == version.version() && isOver(noncurrent(key, stored, replaced, kept))));
        }
        if (!isMarker(object)
                && rules.mayMoveNoncurrent(
                        key, object.size(), object.storageClass(), replaced, kept, clock.instant())) {
            found.accept(new Move(
                    object.key(),
                    version.id(),
                    stored -> stored.version() == version.version()
                            ? rules.noncurrentTransition(
                                    subject(key, stored), storageClass(stored), replaced, kept, clock.instant())
                            : Optional.empty()));
        }
    }

    private Optional<Due> noncurrent(String key, StoredVersion stored, Instant replaced, int kept) {
        return stored instanceof StoredObject object
                ? rules.noncurrent(subject(key, object), replaced, kept)
                : rules.noncurrentMarker(key, replaced, kept);
    }

    private static Subject subject(String key, StoredObject object) {
        return new Subject(key, object.attributes().size(), object.attributes().tags());
    }
}
