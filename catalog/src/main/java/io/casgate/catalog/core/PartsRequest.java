package io.casgate.catalog.core;

import io.casgate.catalog.Checksum;
import io.casgate.catalog.Part;
import io.casgate.catalog.Uploads.Completion;
import io.casgate.catalog.Uploads.RequestedPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts that CompleteMultipartUpload names, compared with those that are stored. */
record PartsRequest(List<RequestedPart> requested, long minimumSize) {

    /** What is wrong with the request; empty when nothing is. */
    Optional<Completion> refuse(Map<Integer, Part> stored) {
        int previous = 0;
        for (RequestedPart part : requested) {
            if (part.number() <= previous) {
                return Optional.of(new Completion.InvalidPartOrder());
            }
            previous = part.number();
        }
        for (RequestedPart part : requested) {
            if (!matches(part, stored.get(part.number()))) {
                return Optional.of(new Completion.InvalidPart(part.number()));
            }
        }
        return requested.isEmpty() ? Optional.of(new Completion.InvalidPart(0)) : refuseSmall(stored);
    }

    private Optional<Completion> refuseSmall(Map<Integer, Part> stored) {
        List<Part> allButLast = select(stored).subList(0, requested.size() - 1);
        return allButLast.stream()
                .filter(part -> part.size() < minimumSize)
                .findFirst()
                .map(part -> new Completion.EntityTooSmall(part.number(), part.size(), minimumSize));
    }

    private static boolean matches(RequestedPart requested, @Nullable Part stored) {
        return stored != null
                && stored.etag().equals(requested.etag())
                && (requested.checksum() == null || requested.checksum().equals(value(stored.checksum())));
    }

    private static @Nullable String value(@Nullable Checksum checksum) {
        return checksum == null ? null : checksum.value();
    }

    /** The parts that the object is made of, when nothing is wrong. */
    List<Part> select(Map<Integer, Part> stored) {
        List<Part> selected = new ArrayList<>();
        for (RequestedPart part : requested) {
            Part found = stored.get(part.number());
            if (found == null) {
                throw new IllegalStateException("Part " + part.number() + " was not checked");
            }
            selected.add(found);
        }
        return selected;
    }
}
