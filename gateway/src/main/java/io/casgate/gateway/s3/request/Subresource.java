package io.casgate.gateway.s3.request;

import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which query parameters choose an operation. All that AWS has are known here, so that a request for one that is not
 * implemented is not mistaken for another operation; so is any other parameter without a value, as those of the future
 * will look like. AWS ignores unknown parameters that have a value.
 */
public final class Subresource {
    /** No sub-resource: the bucket or object itself. */
    public static final String NONE = "";

    private static final Set<String> KNOWN = Set.of(
            "abac",
            "accelerate",
            "acl",
            "analytics",
            "annotation",
            "append",
            "attributes",
            "cors",
            "delete",
            "encryption",
            "intelligent-tiering",
            "inventory",
            "legal-hold",
            "lifecycle",
            "location",
            "logging",
            "metadataConfiguration",
            "metadataInventoryTable",
            "metadataJournalTable",
            "metadataTable",
            "metrics",
            "notification",
            "object-lock",
            "ownershipControls",
            "policy",
            "policyStatus",
            "publicAccessBlock",
            "renameObject",
            "replication",
            "requestPayment",
            "restore",
            "retention",
            "select",
            "session",
            "tagging",
            "torrent",
            "uploadId",
            "uploads",
            "versioning",
            "versions",
            "website");

    private static final Set<String> NOT_SELECTING = Set.of(
            "bucket-region",
            "continuation-token",
            "delimiter",
            "encoding-type",
            "fetch-owner",
            "key-marker",
            "list-type",
            "marker",
            "max-buckets",
            "max-keys",
            "max-parts",
            "max-uploads",
            "part-number-marker",
            "partNumber",
            "prefix",
            "select-type",
            "start-after",
            "upload-id-marker",
            "version-id-marker",
            "versionId",
            "x-id");

    private Subresource() {}

    /**
     * The one sub-resource that the request is about, or {@link #NONE}.
     *
     * @throws S3Exception InvalidArgument when there are several
     */
    public static String of(Query query) {
        List<String> found =
                query.names().stream().filter(name -> selects(name, query)).toList();
        if (found.size() > 1) {
            throw S3Error.INVALID_ARGUMENT
                    .exception("Conflicting query string parameters: " + String.join(", ", found))
                    .with("ArgumentName", "ResourceType")
                    .with("ArgumentValue", found.getFirst());
        }
        return found.isEmpty() ? NONE : found.getFirst();
    }

    /** The refusal of a method on a sub-resource. */
    public static S3Exception notImplemented(String method, String subresource) {
        String what = subresource.equals(NONE) ? method : method + " ?" + subresource;
        return S3Error.NOT_IMPLEMENTED.exception(what + " is not implemented.");
    }

    private static boolean selects(String name, Query query) {
        if (KNOWN.contains(name)) {
            return true;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        boolean harmless = NOT_SELECTING.contains(name) || lower.startsWith("response-") || lower.startsWith("x-amz-");
        return !harmless && String.valueOf(query.get(name)).isEmpty();
    }
}
