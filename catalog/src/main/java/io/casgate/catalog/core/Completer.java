package io.casgate.catalog.core;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.Condition;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.Part;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.UnknownOutcomeException;
import io.casgate.catalog.Upload;
import io.casgate.catalog.UploadId;
import io.casgate.catalog.Uploads.Assembler;
import io.casgate.catalog.Uploads.Assembly;
import io.casgate.catalog.Uploads.CompletedObject;
import io.casgate.catalog.Uploads.Completion;
import io.casgate.catalog.Uploads.RequestedPart;
import io.casgate.catalog.VersionId;
import io.casgate.catalog.port.Head;
import io.casgate.catalog.port.Head.Live;
import io.casgate.catalog.port.UploadRegister;
import io.casgate.catalog.port.UploadRegister.StoredPart;
import io.casgate.catalog.port.UploadRegister.WithParts;
import io.casgate.catalog.port.UploadRow;
import io.casgate.catalog.port.UploadRow.Aborted;
import io.casgate.catalog.port.UploadRow.Completed;
import io.casgate.catalog.port.UploadRow.Completing;
import io.casgate.catalog.port.UploadRow.Open;
import io.casgate.dedup.PendingContent;
import io.casgate.dedup.StoreUnavailableException;
import io.casgate.dedup.manifest.Content;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what an upload's parts make, exactly once, whoever dies when. The upload's row first names the change that
 * will be made to the head and the head's version that it replaces (its plan; the parts are final from then on); then
 * the head changes; then the row says that it did. A plan that somebody left is either found done, or made impossible
 * by giving the head another version, before another plan replaces it. As nobody replaces a head that came from an
 * upload without recording it with the upload first, a plan that left no trace was not carried out.
 */
final class Completer {
    private static final Logger LOG = LoggerFactory.getLogger(Completer.class);

    /** Times that a plan of somebody who may be at work is left in peace. */
    private static final int PATIENCE = 6;

    private final UploadRegister uploads;
    private final Heads heads;
    private final KeyVersions versions;
    private final KeyChange change;
    private final BucketCache cache;
    private final Completions completions;
    private final UploadParts parts;
    private final CatalogSettings settings;
    private final InstantSource clock;

    Completer(
            UploadRegister uploads,
            Heads heads,
            KeyVersions versions,
            KeyChange change,
            BucketCache cache,
            Completions completions,
            UploadParts parts,
            CatalogSettings settings,
            InstantSource clock) {
        this.uploads = uploads;
        this.heads = heads;
        this.versions = versions;
        this.change = change;
        this.cache = cache;
        this.completions = completions;
        this.parts = parts;
        this.settings = settings;
        this.clock = clock;
    }

    Completion complete(
            Bucket bucket,
            ObjectKey key,
            UploadId id,
            List<RequestedPart> requested,
            Condition condition,
            Assembler assembler) {
        PartsRequest request = new PartsRequest(requested, settings.minimumPartSize());
        return new Run(bucket, key, id, request, condition, assembler).run();
    }

    /**
     * Whether the plan was not and will not be carried out. If it was, the row says so afterwards.
     *
     * @throws UnknownOutcomeException when the head cannot be asked
     */
    boolean isDead(UploadRow row, Completing plan) {
        Upload upload = row.upload();
        try {
            Optional<Head> head = heads.settle(upload.bucket(), upload.key());
            if (head.isPresent()
                    && head.get().change().equals(plan.change())
                    && head.get().state() instanceof Live live) {
                completions.record(upload.id(), plan.change(), live, head.get().version());
                return false;
            }
            boolean stillPossible = Heads.version(head) == plan.expected();
            if (stillPossible
                    && heads.fence(upload.bucket(), upload.key(), head, 0).isEmpty()) {
                return false;
            }
            return uploads.read(upload.id())
                    .filter(now -> now.revision().equals(row.revision()))
                    .isPresent();
        } catch (StoreUnavailableException e) {
            throw new UnknownOutcomeException("Whether the upload was completed is not known", e);
        }
    }

    /** One request to complete. */
    private final class Run {
        private final Bucket bucket;
        private final ObjectKey key;
        private final UploadId id;
        private final PartsRequest request;
        private final Condition condition;
        private final Assembler assembler;
        private @Nullable UUID ownPlan;

        Run(Bucket bucket, ObjectKey key, UploadId id, PartsRequest request, Condition condition, Assembler assembler) {
            this.bucket = bucket;
            this.key = key;
            this.id = id;
            this.request = request;
            this.condition = condition;
            this.assembler = assembler;
        }

        Completion run() {
            for (int attempt = 0; attempt < settings.swapAttempts(); attempt++) {
                Optional<WithParts> found = uploads.readParts(id, 0, Part.MAX_NUMBER);
                if (found.isEmpty() || !found.get().row().isOf(bucket, key)) {
                    return new Completion.NoSuchUpload();
                }
                Optional<Completion> answer = answer(found.get(), attempt);
                if (answer.isPresent()) {
                    return answer.get();
                }
                Backoff.pause(attempt + 3);
            }
            throw new StoreUnavailableException("The upload is being completed by too many at once");
        }

        private Optional<Completion> answer(WithParts found, int attempt) {
            return switch (found.row().state()) {
                case Aborted _ -> Optional.of(new Completion.NoSuchUpload());
                case Completed(CompletedObject object) -> Optional.of(new Completion.Completed(object));
                case Completing plan -> mayReplace(found.row(), plan, attempt) ? tryOnce(found) : Optional.empty();
                case Open _ -> tryOnce(found);
            };
        }

        private boolean mayReplace(UploadRow row, Completing plan, int attempt) {
            return (attempt >= PATIENCE || plan.change().equals(ownPlan)) && isDead(row, plan);
        }

        /** Empty when somebody else changed the upload or the key meanwhile. */
        private Optional<Completion> tryOnce(WithParts found) {
            Map<Integer, Part> stored =
                    found.parts().stream().map(StoredPart::part).collect(Collectors.toMap(Part::number, part -> part));
            Optional<Completion> refusal = request.refuse(stored);
            if (refusal.isPresent()) {
                return reopened(found.row(), refusal.get());
            }
            Upload upload = found.row().upload();
            Optional<Head> current = heads.read(upload.bucket(), upload.key());
            return switch (condition.check(current.flatMap(Head::object))) {
                case PRECONDITION_FAILED -> reopened(found.row(), new Completion.PreconditionFailed());
                case NO_SUCH_KEY -> reopened(found.row(), new Completion.NoSuchKey());
                case GO -> assemble(found, current, request.select(stored));
            };
        }

        private Optional<Completion> assemble(WithParts found, Optional<Head> current, List<Part> selected) {
            Assembly assembly = assembler.assemble(found.row().upload(), selected);
            try (PendingContent content = assembly.content()) {
                return publish(found, current, selected, assembly.attributes(), content);
            }
        }

        private Optional<Completion> publish(
                WithParts found,
                Optional<Head> current,
                List<Part> selected,
                ObjectAttributes attributes,
                PendingContent content) {
            Upload upload = found.row().upload();
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Move move = versions.add(
                    bucket.id(),
                    key,
                    current,
                    cache.versioning(bucket),
                    (number, version) -> new StoredObject(attributes, now, number, version),
                    upload.id());
            Head next = move.to();
            UploadRow planned =
                    new UploadRow(upload, UUID.randomUUID(), new Completing(next.change(), Heads.version(current)));
            ownPlan = next.change();
            if (!uploads.swapState(planned, found.row().revision())) {
                return Optional.empty();
            }
            parts.discard(upload, leftOver(found, selected));
            if (!make(bucket, upload, move, content)) {
                return Optional.empty();
            }
            content.published();
            VersionId version = next.current().map(StoredVersion::id).orElseThrow();
            Completed done = new Completed(
                    new CompletedObject(attributes.etag(), attributes.checksum(), next.version(), version));
            finish(new UploadRow(upload, UUID.randomUUID(), done), planned.revision());
            return Optional.of(new Completion.Completed(done.object()));
        }
    }

    /** An upload whose dead plan could not be replaced by a better one takes parts again. */
    private Optional<Completion> reopened(UploadRow row, Completion answer) {
        boolean open = row.state() instanceof Open
                || uploads.swapState(new UploadRow(row.upload(), UUID.randomUUID(), new Open()), row.revision());
        return open ? Optional.of(answer) : Optional.empty();
    }

    private boolean make(Bucket bucket, Upload upload, Move move, PendingContent content) {
        try {
            return change.make(bucket, upload.key(), move, content::requireAlive);
        } catch (UnknownOutcomeException e) {
            content.leave();
            throw e;
        }
    }

    /** What the object will not name: unused parts, and the manifest pages of used ones, for it has pages of its own. */
    private static List<Part> leftOver(WithParts found, List<Part> selected) {
        Set<Integer> used = new HashSet<>();
        selected.forEach(part -> used.add(part.number()));
        return found.parts().stream()
                .map(StoredPart::part)
                .filter(part -> !used.contains(part.number()) || part.content() instanceof Content.Paged)
                .toList();
    }

    /** The object is there: whoever says the request again, or replaces the object, does what fails here. */
    private void finish(UploadRow completed, UUID planned) {
        try {
            uploads.swapState(completed, planned);
            parts.cleanUp(completed.upload());
        } catch (StoreUnavailableException e) {
            LOG.info(
                    "Upload {} is completed, but does not say so yet: {}",
                    completed.upload().id(),
                    e.getMessage());
        }
    }
}
