package io.casgate.catalog.core;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.Condition;
import io.casgate.catalog.ListPage;
import io.casgate.catalog.ListStart;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.Part;
import io.casgate.catalog.UnknownOutcomeException;
import io.casgate.catalog.Upload;
import io.casgate.catalog.UploadId;
import io.casgate.catalog.Uploads;
import io.casgate.catalog.listing.ListSource;
import io.casgate.catalog.listing.Listing;
import io.casgate.catalog.port.SortKey;
import io.casgate.catalog.port.UploadRegister;
import io.casgate.catalog.port.UploadRegister.StoredPart;
import io.casgate.catalog.port.UploadRegister.WithParts;
import io.casgate.catalog.port.UploadRow;
import io.casgate.catalog.port.UploadRow.Aborted;
import io.casgate.catalog.port.UploadRow.Completed;
import io.casgate.catalog.port.UploadRow.Completing;
import io.casgate.catalog.port.UploadRow.Open;
import io.casgate.dedup.StoreUnavailableException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link Uploads} as registers: one compare-and-set per part, three per completion. */
final class LinearUploads implements Uploads {
    private final UploadRegister register;
    private final UploadEntries entries;
    private final UploadParts parts;
    private final Completer completer;
    private final CatalogSettings settings;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    LinearUploads(
            UploadRegister register,
            UploadEntries entries,
            UploadParts parts,
            Completer completer,
            CatalogSettings settings,
            InstantSource clock) {
        this.register = register;
        this.entries = entries;
        this.parts = parts;
        this.completer = completer;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Upload create(Bucket bucket, ObjectKey key, NewUpload upload) {
        Upload created = new Upload(
                UploadId.create(clock.instant(), random),
                bucket.id(),
                key,
                upload.description(),
                upload.checksumAlgorithm(),
                upload.checksumType());
        entries.add(bucket, created);
        register.create(new UploadRow(created, UUID.randomUUID(), new Open()));
        return created;
    }

    @Override
    public Optional<Upload> find(Bucket bucket, ObjectKey key, UploadId id) {
        return register.read(id)
                .filter(UploadEntries::isUnderWay)
                .filter(row -> row.isOf(bucket, key))
                .map(UploadRow::upload);
    }

    @Override
    public Optional<Part> putPart(
            Bucket bucket, ObjectKey key, UploadId id, NewPart part, Runnable beforeCompareAndSet) {
        Part stored = new Part(
                part.number(),
                part.etag(),
                part.checksum(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                part.content());
        for (int attempt = 0; attempt < settings.swapAttempts(); attempt++) {
            Optional<WithParts> found = register.readParts(id, part.number() - 1, 1);
            if (found.isEmpty()
                    || !found.get().row().isOf(bucket, key)
                    || !(found.get().row().state() instanceof Open)) {
                return Optional.empty();
            }
            List<StoredPart> replaced = found.get().parts().stream()
                    .filter(other -> other.part().number() == part.number())
                    .toList();
            parts.discard(
                    found.get().row().upload(),
                    replaced.stream().map(StoredPart::part).toList());
            beforeCompareAndSet.run();
            @Nullable
            UUID expected = replaced.isEmpty() ? null : replaced.getFirst().change();
            if (swap(id, expected, new StoredPart(stored, UUID.randomUUID()))) {
                return Optional.of(stored);
            }
            Backoff.pause(attempt);
        }
        throw new StoreUnavailableException("The part is stored by too many at once");
    }

    private boolean swap(UploadId id, @Nullable UUID expected, StoredPart next) {
        try {
            return register.swapPart(id, expected, next);
        } catch (StoreUnavailableException e) {
            if (isStored(id, next, e)) {
                return true;
            }
            throw new UnknownOutcomeException("A part may or may not have been stored", e);
        }
    }

    private boolean isStored(UploadId id, StoredPart part, StoreUnavailableException cause) {
        try {
            return register.settlePart(id, part.part().number()).stream()
                    .flatMap(found -> found.parts().stream())
                    .anyMatch(found -> found.change().equals(part.change()));
        } catch (StoreUnavailableException e) {
            cause.addSuppressed(e);
            return false;
        }
    }

    @Override
    public Optional<PartPage> listParts(Bucket bucket, ObjectKey key, UploadId id, int after, int max) {
        return register.readParts(id, after, max + 1)
                .filter(found -> found.row().isOf(bucket, key) && UploadEntries.isUnderWay(found.row()))
                .map(found -> page(found, max));
    }

    private static PartPage page(WithParts found, int max) {
        List<Part> parts =
                found.parts().stream().map(StoredPart::part).limit(max).toList();
        boolean more = max > 0 && found.parts().size() > max;
        return new PartPage(found.row().upload(), parts, more ? parts.getLast().number() : 0);
    }

    @Override
    public UploadPage list(Bucket bucket, UploadQuery query) {
        ListSource<Upload> source = entries.in(bucket);
        ListPage<Upload> page = Listing.list(source, query.prefix(), query.delimiter(), start(query), query.max());
        @Nullable
        UploadId nextId =
                page.next() instanceof ListStart.AfterKey && !page.items().isEmpty()
                        ? page.items().getLast().id()
                        : null;
        return new UploadPage(
                page.items(),
                page.commonPrefixes(),
                page.next() == null ? null : page.next().text(),
                nextId);
    }

    private static @Nullable SortKey start(UploadQuery query) {
        String marker = query.keyMarker();
        if (marker.isEmpty()) {
            return SortKey.LOWEST;
        }
        if (query.idMarker() != null) {
            return new UploadPlace(new ObjectKey(marker), query.idMarker())
                    .toSortKey()
                    .successor();
        }
        return switch (ListStart.ofMarker(marker, query.prefix(), query.delimiter())) {
            case ListStart.AfterKey _ -> UploadPlace.afterKey(marker);
            case ListStart.AfterPrefix _ -> UploadPlace.ofPrefix(marker).endOfPrefix();
        };
    }

    @Override
    public Completion complete(
            Bucket bucket,
            ObjectKey key,
            UploadId id,
            List<RequestedPart> requested,
            Condition condition,
            Assembler assembler) {
        return completer.complete(bucket, key, id, requested, condition, assembler);
    }

    @Override
    public boolean abort(Bucket bucket, ObjectKey key, UploadId id) {
        for (int attempt = 0; attempt < settings.swapAttempts(); attempt++) {
            Optional<WithParts> found = register.readParts(id, 0, Part.MAX_NUMBER);
            if (found.isEmpty() || !found.get().row().isOf(bucket, key)) {
                return false;
            }
            UploadRow row = found.get().row();
            switch (row.state()) {
                case Aborted _, Completed _ -> {
                    return false;
                }
                case Completing plan when !completer.isDead(row, plan) -> {}
                case Completing _, Open _ -> {
                    if (end(found.get())) {
                        return true;
                    }
                }
            }
            Backoff.pause(attempt);
        }
        throw new StoreUnavailableException("The upload is changed by too many at once");
    }

    private boolean end(WithParts found) {
        UploadRow row = found.row();
        parts.discard(row.upload(), found.parts().stream().map(StoredPart::part).toList());
        try {
            if (!register.swapState(new UploadRow(row.upload(), UUID.randomUUID(), new Aborted()), row.revision())) {
                return false;
            }
        } catch (StoreUnavailableException e) {
            throw new UnknownOutcomeException("The upload may or may not have ended", e);
        }
        parts.cleanUp(row.upload());
        return true;
    }
}
