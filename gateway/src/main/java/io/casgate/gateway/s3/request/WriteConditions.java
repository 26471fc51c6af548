package io.casgate.gateway.s3.request;

import io.casgate.catalog.Condition;
import io.casgate.gateway.s3.error.S3Exception;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The conditions under which an object is written or removed, as headers have them. */
public final class WriteConditions {
    public static final String IF_LAST_MODIFIED = "x-amz-if-match-last-modified-time";
    public static final String IF_SIZE = "x-amz-if-match-size";

    private WriteConditions() {}

    /** Of a write. */
    public static Condition parse(Fields fields) {
        EntityTags ifMatch = fields.entityTags("If-Match");
        EntityTags ifNoneMatch = fields.entityTags("If-None-Match");
        if (ifNoneMatch == null) {
            return matching(ifMatch);
        }
        if (ifMatch != null) {
            throw Fields.notImplemented("If-None-Match");
        }
        return ifNoneMatch.any() ? new Condition.IfAbsent() : new Condition.IfNoneMatch(Set.copyOf(ifNoneMatch.tags()));
    }

    /** Of a removal by headers. */
    public static Condition parseRemoval(Fields fields) {
        return removal(fields.entityTags("If-Match"), fields.header(IF_LAST_MODIFIED), fields.header(IF_SIZE));
    }

    /**
     * Of a removal; each may be null, and all that are not must hold. AWS takes the last two for directory buckets only.
     *
     * @throws S3Exception InvalidArgument
     */
    public static Condition removal(@Nullable EntityTags tags, @Nullable String lastModified, @Nullable String size) {
        List<Condition> conditions = new ArrayList<>();
        if (tags != null) {
            conditions.add(matching(tags));
        }
        if (lastModified != null) {
            conditions.add(new Condition.IfLastModified(requireTime(lastModified)));
        }
        if (size != null) {
            conditions.add(new Condition.IfSize(requireSize(size)));
        }
        return switch (conditions.size()) {
            case 0 -> new Condition.None();
            case 1 -> conditions.getFirst();
            default -> new Condition.All(conditions);
        };
    }

    private static Instant requireTime(String text) {
        Instant time = HttpDates.parse(text);
        if (time == null) {
            throw Fields.invalid("The modification time is not a valid date.", IF_LAST_MODIFIED, text);
        }
        return time;
    }

    private static long requireSize(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw Fields.invalid("The size is not a number of bytes.", IF_SIZE, text);
        }
        return Long.parseLong(text);
    }

    private static Condition matching(@Nullable EntityTags tags) {
        if (tags == null) {
            return new Condition.None();
        }
        return tags.any() ? new Condition.IfPresent() : new Condition.IfMatch(Set.copyOf(tags.tags()));
    }
}
