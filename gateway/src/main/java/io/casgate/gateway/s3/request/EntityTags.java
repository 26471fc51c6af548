package io.casgate.gateway.s3.request;

import java.util.Arrays;
import java.util.List;

/**
 * The entity tags of If-Match, If-None-Match and their copy-source forms. Quotes may be missing, as some clients leave
 * them out, and weak tags compare as strong ones, as AWS has it.
 *
 * @param tags unquoted
 * @param any whether the header said {@code *}
 */
public record EntityTags(List<String> tags, boolean any) {
    public EntityTags {
        tags = List.copyOf(tags);
    }

    public static EntityTags parse(String header) {
        List<String> tags = Arrays.stream(header.split(","))
                .map(EntityTags::unquote)
                .filter(tag -> !tag.isEmpty())
                .toList();
        return new EntityTags(tags, tags.contains("*"));
    }

    /** Whether {@code etag}, unquoted, is among these. */
    public boolean match(String etag) {
        return any || tags.contains(etag);
    }

    /** The tag without its quotes and without the mark of a weak one. */
    public static String unquote(String tag) {
        String bare = tag.strip();
        if (bare.startsWith("W/")) {
            bare = bare.substring(2);
        }
        if (bare.length() >= 2 && bare.startsWith("\"") && bare.endsWith("\"")) {
            bare = bare.substring(1, bare.length() - 1);
        }
        return bare;
    }
}
