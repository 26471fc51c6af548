package io.casgate.gateway.s3.access;

import io.casgate.auth.Identity;
import io.casgate.auth.Requester;
import io.casgate.auth.SigningDetails;
import io.casgate.auth.policy.ConditionKeys;
import io.casgate.auth.policy.RequestContext;
import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.VersionId;
import io.casgate.gateway.http.Request;
import io.casgate.gateway.s3.request.CopySource;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.TagSet;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request tells the conditions of policies. A key has a value for the actions that AWS gives it to and for no
 * others: else a client could satisfy a condition by a header or parameter that the operation does not heed. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">AWS: Actions,
 *     resources, and condition keys for Amazon S3</a>
 */
public final class RequestConditions {
    private static final Set<S3Action> LISTINGS = EnumSet.of(S3Action.LIST_BUCKET, S3Action.LIST_BUCKET_VERSIONS);
    private static final Set<S3Action> WITH_ACL = EnumSet.of(
            S3Action.PUT_OBJECT, S3Action.PUT_OBJECT_ACL, S3Action.PUT_OBJECT_VERSION_ACL, S3Action.PUT_BUCKET_ACL);
    private static final Set<S3Action> CONDITIONAL = EnumSet.of(S3Action.PUT_OBJECT, S3Action.DELETE_OBJECT);

    private static final Map<String, String> OF_LISTINGS = Map.of(
            ConditionKeys.PREFIX, "prefix",
            ConditionKeys.DELIMITER, "delimiter",
            ConditionKeys.MAX_KEYS, "max-keys");

    private static final Map<String, String> OF_LISTS = Map.of(
            ConditionKeys.ACL, "x-amz-acl",
            ConditionKeys.GRANT_READ, "x-amz-grant-read",
            ConditionKeys.GRANT_WRITE, "x-amz-grant-write",
            ConditionKeys.GRANT_READ_ACP, "x-amz-grant-read-acp",
            ConditionKeys.GRANT_WRITE_ACP, "x-amz-grant-write-acp",
            ConditionKeys.GRANT_FULL_CONTROL, "x-amz-grant-full-control");

    private static final Map<String, String> OF_WRITES = Map.of(
            ConditionKeys.METADATA_DIRECTIVE, "x-amz-metadata-directive",
            ConditionKeys.SERVER_SIDE_ENCRYPTION, "x-amz-server-side-encryption",
            ConditionKeys.SERVER_SIDE_ENCRYPTION_KMS_KEY_ID, "x-amz-server-side-encryption-aws-kms-key-id",
            ConditionKeys.SERVER_SIDE_ENCRYPTION_CUSTOMER_ALGORITHM, "x-amz-server-side-encryption-customer-algorithm",
            ConditionKeys.STORAGE_CLASS, "x-amz-storage-class",
            ConditionKeys.WEBSITE_REDIRECT_LOCATION, "x-amz-website-redirect-location",
            ConditionKeys.OBJECT_LOCK_MODE, "x-amz-object-lock-mode",
            ConditionKeys.OBJECT_LOCK_RETAIN_UNTIL_DATE, "x-amz-object-lock-retain-until-date",
            ConditionKeys.OBJECT_LOCK_LEGAL_HOLD, "x-amz-object-lock-legal-hold");

    private static final Map<String, String> OF_CONDITIONAL_REQUESTS =
            Map.of(ConditionKeys.IF_MATCH, "If-Match", ConditionKeys.IF_NONE_MATCH, "If-None-Match");

    private static final String TLS_PREFIX = "TLSv";

    private final Fields fields;
    private final RequestContext always;

    /** Who asks, and how that was signed; null when it was not. */
    public record Signer(Requester requester, @Nullable SigningDetails signing) {}

    /** Of a request about {@code bucket}, at the time {@code now}. */
    public RequestConditions(Request http, Fields fields, Signer signer, Bucket bucket, Instant now) {
        this.fields = fields;
        RequestContext.Builder context = RequestContext.builder()
                .requester(signer.requester())
                .set(ConditionKeys.SOURCE_IP, address(http.remote().getAddress()))
                .set(ConditionKeys.SECURE_TRANSPORT, Boolean.toString(http.secure()))
                .set(ConditionKeys.USER_AGENT, http.headers().first("User-Agent"))
                .set(ConditionKeys.REFERER, http.headers().first("Referer"))
                .set(ConditionKeys.CURRENT_TIME, now.toString())
                .set(ConditionKeys.EPOCH_TIME, Long.toString(now.getEpochSecond()))
                .set(ConditionKeys.REQUESTED_REGION, bucket.region())
                .set(ConditionKeys.RESOURCE_ACCOUNT, Identity.accountIdOf(bucket.owner()))
                .set(ConditionKeys.CONTENT_SHA256, fields.header("x-amz-content-sha256"));
        addTlsVersion(context, http.tlsProtocol());
        if (signer.signing() != null) {
            addSignature(context, signer.signing(), now);
        }
        this.always = context.build();
    }

    private static void addTlsVersion(RequestContext.Builder context, @Nullable String protocol) {
        if (protocol != null && protocol.startsWith(TLS_PREFIX)) {
            context.set(ConditionKeys.TLS_VERSION, protocol.substring(TLS_PREFIX.length()));
        }
    }

    private static void addSignature(RequestContext.Builder context, SigningDetails signature, Instant now) {
        context.set(ConditionKeys.AUTH_TYPE, signature.type())
                .set(ConditionKeys.SIGNATURE_VERSION, signature.version());
        if (signature.signedAt() != null) {
            long age = Duration.between(signature.signedAt(), now).toMillis();
            context.set(ConditionKeys.SIGNATURE_AGE, Long.toString(age));
        }
    }

    /** An IPv6 address may name the interface that it is valid on. */
    private static String address(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }

    /**
     * The values for one action.
     *
     * @param version that is named, or null
     * @param tags of the stored object; empty when there is none
     */
    RequestContext of(S3Action action, @Nullable VersionId version, Map<String, String> tags) {
        RequestContext.Builder context = always.toBuilder();
        if (version != null) {
            context.set(ConditionKeys.VERSION_ID, version.text());
        }
        tags.forEach((name, value) -> context.set(ConditionKeys.existingObjectTag(name), value));
        if (LISTINGS.contains(action)) {
            OF_LISTINGS.forEach(
                    (key, parameter) -> context.set(key, fields.query().get(parameter)));
        }
        if (WITH_ACL.contains(action)) {
            addHeaders(context, OF_LISTS);
        }
        if (CONDITIONAL.contains(action)) {
            addHeaders(context, OF_CONDITIONAL_REQUESTS);
        }
        if (action == S3Action.PUT_OBJECT) {
            addHeaders(context, OF_WRITES);
            addCopySource(context);
        }
        if (action == S3Action.PUT_OBJECT || action == S3Action.PUT_OBJECT_TAGGING) {
            addRequestTags(context);
        }
        return context.build();
    }

    private void addHeaders(RequestContext.Builder context, Map<String, String> headers) {
        headers.forEach((key, header) -> context.set(key, fields.header(header)));
    }

    private void addCopySource(RequestContext.Builder context) {
        if (CopySource.isIn(fields)) {
            CopySource source = CopySource.parse(fields);
            context.set(ConditionKeys.COPY_SOURCE, source.bucket() + "/" + source.key());
        }
    }

    private void addRequestTags(RequestContext.Builder context) {
        Map<String, String> tags = TagSet.inHeader(fields).tags();
        tags.forEach((name, value) -> context.set(ConditionKeys.requestObjectTag(name), value));
        context.set(ConditionKeys.REQUEST_OBJECT_TAG_KEYS, List.copyOf(tags.keySet()));
    }
}
