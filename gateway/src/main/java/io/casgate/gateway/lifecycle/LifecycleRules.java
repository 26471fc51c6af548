package io.casgate.gateway.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.casgate.gateway.lifecycle.LifecycleRule.Expiration;
import io.casgate.gateway.lifecycle.LifecycleRule.NoncurrentExpiration;
import io.casgate.gateway.lifecycle.LifecycleRule.NoncurrentTransition;
import io.casgate.gateway.lifecycle.LifecycleRule.Transition;
import io.casgate.gateway.lifecycle.LifecycleRule.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * When what is due by a bucket's rules: a pure function of rules and times. Where several rules say something, the
 * earliest counts; of storage classes, the deepest one that is due.
 *
 * @param leastMoved bytes of an object, below which it keeps its storage class unless a rule says sizes itself
 */
public record LifecycleRules(List<LifecycleRule> rules, LifecycleDay day, long leastMoved) {
    /** As S3 sorts keys: what begins with another comes after it, and before what does not. */
    private static final Comparator<String> BY_UTF8 =
            (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));

    public LifecycleRules {
        rules = rules.stream().filter(LifecycleRule::isEnabled).toList();
    }

    /** When something is due, and by which rule. */
    public record Due(Instant date, String rule) {
        public boolean isOver(Instant now) {
            return !now.isBefore(date);
        }
    }

    /** What of an object rules look at. */
    public record Subject(String key, long size, Map<String, String> tags) {
        public Subject {
            tags = Map.copyOf(tags);
        }
    }

    /** When the current version, stored at {@code stored}, expires. */
    public Optional<Due> expiration(Subject object, Instant stored) {
        return earliest(rule -> picksOut(rule, object) ? expiration(rule, stored) : Optional.empty());
    }

    /** As {@link #expiration}, of an object whose tags are not known: empty only if it never expires, whatever they are. */
    public Optional<Due> earliestExpiration(String key, long size, Instant stored) {
        return earliest(rule -> mayPickOut(rule, key, size) ? expiration(rule, stored) : Optional.empty());
    }

    private Optional<Instant> expiration(LifecycleRule rule, Instant stored) {
        return switch (rule.expiration()) {
            case Expiration.AfterDays(int days) -> Optional.of(day.after(stored, days));
            case Expiration.OnDate(Instant date) -> Optional.of(date);
            case Expiration.DeleteMarkers _ -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    /** When a delete marker, made at {@code made}, is removed that is the only version of its key. */
    public Optional<Due> lonelyMarker(String key, Instant made) {
        return earliest(rule -> rule.filter().looksInside() || !rule.filter().hasKey(key)
                ? Optional.empty()
                : lonelyMarker(rule, made));
    }

    private Optional<Instant> lonelyMarker(LifecycleRule rule, Instant made) {
        return switch (rule.expiration()) {
            case Expiration.AfterDays(int days) -> Optional.of(day.after(made, days));
            case Expiration.DeleteMarkers(boolean removed) -> removed ? Optional.of(made) : Optional.empty();
            case Expiration.OnDate _ -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    /**
     * When a version is removed that is not current.
     *
     * @param replaced when the next version was stored
     * @param newer how many versions are newer, and not current either
     */
    public Optional<Due> noncurrent(Subject object, Instant replaced, int newer) {
        return earliest(rule -> picksOut(rule, object) ? noncurrent(rule, replaced, newer) : Optional.empty());
    }

    /** As {@link #noncurrent}, of an object whose tags are not known: empty only if it is kept, whatever they are. */
    public Optional<Due> earliestNoncurrent(String key, long size, Instant replaced, int newer) {
        return earliest(rule -> mayPickOut(rule, key, size) ? noncurrent(rule, replaced, newer) : Optional.empty());
    }

    /** As {@link #noncurrent}, of a delete marker. */
    public Optional<Due> noncurrentMarker(String key, Instant replaced, int newer) {
        return earliest(rule -> rule.filter().looksInside() || !rule.filter().hasKey(key)
                ? Optional.empty()
                : noncurrent(rule, replaced, newer));
    }

    private Optional<Instant> noncurrent(LifecycleRule rule, Instant replaced, int newer) {
        NoncurrentExpiration expiration = rule.noncurrent();
        return expiration == null || newer < expiration.kept()
                ? Optional.empty()
                : Optional.of(day.after(replaced, expiration.days()));
    }

    /**
     * The storage class that a current version is to have at {@code now}; empty when it keeps its own.
     *
     * @param storageClass its own
     */
    public Optional<TransitionClass> transition(Subject object, String storageClass, Instant stored, Instant now) {
        return deepest(storageClass, moves(rule -> picksOut(rule, object) && moves(rule, object.size()), stored, now));
    }

    /** Whether {@link #transition} may name a class for some tags. */
    public boolean mayMove(String key, long size, String storageClass, Instant stored, Instant now) {
        return deepest(storageClass, moves(rule -> mayPickOut(rule, key, size) && moves(rule, size), stored, now))
                .isPresent();
    }

    private Stream<TransitionClass> moves(Predicate<LifecycleRule> about, Instant stored, Instant now) {
        return rules.stream()
                .filter(about)
                .flatMap(rule -> rule.transitions().stream())
                .filter(transition -> !now.isBefore(at(transition.when(), stored)))
                .map(Transition::to);
    }

    private Instant at(When when, Instant stored) {
        return switch (when) {
            case Expiration.AfterDays(int days) -> day.after(stored, days);
            case Expiration.OnDate(Instant date) -> date;
        };
    }

    private boolean moves(LifecycleRule rule, long size) {
        return rule.filter().hasSizes() || size >= leastMoved;
    }

    private static Optional<TransitionClass> deepest(String storageClass, Stream<TransitionClass> due) {
        return due.filter(to -> to.follows(storageClass)).max(Comparator.comparingInt(TransitionClass::depth));
    }

    /** As {@link #transition}, of a version that is not current. */
    public Optional<TransitionClass> noncurrentTransition(
            Subject object, String storageClass, Instant replaced, int newer, Instant now) {
        return deepest(
                storageClass,
                noncurrentMoves(rule -> picksOut(rule, object) && moves(rule, object.size()), replaced, newer, now));
    }

    /** As {@link #mayMove}, of a version that is not current. */
    public boolean mayMoveNoncurrent(
            String key, long size, String storageClass, Instant replaced, int newer, Instant now) {
        return deepest(
                        storageClass,
                        noncurrentMoves(rule -> mayPickOut(rule, key, size) && moves(rule, size), replaced, newer, now))
                .isPresent();
    }

    private Stream<TransitionClass> noncurrentMoves(
            Predicate<LifecycleRule> about, Instant replaced, int newer, Instant now) {
        return rules.stream()
                .filter(about)
                .flatMap(rule -> rule.noncurrentTransitions().stream())
                .filter(transition ->
                        newer >= transition.kept() && !now.isBefore(day.after(replaced, transition.days())))
                .map(NoncurrentTransition::to);
    }

    /** When an unfinished upload, begun at {@code initiated}, is aborted. */
    public Optional<Due> abortion(String key, Instant initiated) {
        return earliest(rule -> rule.abortAfterDays() == null || !rule.filter().hasKey(key)
                ? Optional.empty()
                : Optional.of(day.after(initiated, rule.abortAfterDays())));
    }

    private static boolean mayPickOut(LifecycleRule rule, String key, long size) {
        return rule.filter().hasKey(key) && rule.filter().hasSize(size);
    }

    private static boolean picksOut(LifecycleRule rule, Subject object) {
        return mayPickOut(rule, object.key(), object.size()) && rule.filter().hasTags(object.tags());
    }

    private Optional<Due> earliest(Function<LifecycleRule, Optional<Instant>> date) {
        return rules.stream()
                .flatMap(rule -> date.apply(rule).map(at -> new Due(at, rule.id())).stream())
                .min(Comparator.comparing(Due::date));
    }

    /** What all keys begin with that some rule on versions is about, in the keys' order; none begins with another. */
    public List<String> versionPrefixes() {
        return prefixes(rules.stream().filter(LifecycleRule::isOnVersions));
    }

    /** As {@link #versionPrefixes}, of rules on unfinished uploads. */
    public List<String> uploadPrefixes() {
        return prefixes(rules.stream().filter(rule -> rule.abortAfterDays() != null));
    }

    private static List<String> prefixes(Stream<LifecycleRule> about) {
        List<String> distinct = new ArrayList<>();
        about.map(rule -> rule.filter().keyPrefix()).sorted(BY_UTF8).forEach(prefix -> {
            if (distinct.isEmpty() || !prefix.startsWith(distinct.getLast())) {
                distinct.add(prefix);
            }
        });
        return distinct;
    }
}
