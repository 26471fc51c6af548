package io.casgate.gateway.s3.operation.bucket;

import io.casgate.auth.access.ObjectOwnership;
import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.Buckets;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.Versioning;
import io.casgate.dedup.Domain;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.access.Access;
import io.casgate.gateway.s3.access.AccessDocuments;
import io.casgate.gateway.s3.access.AclText;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.BucketDocument;
import io.casgate.gateway.s3.operation.Call;
import io.casgate.gateway.s3.operation.Documents;
import io.casgate.gateway.s3.operation.Owners;
import io.casgate.gateway.s3.operation.ServiceOperation;
import io.casgate.gateway.s3.operation.lock.ObjectLocks;
import io.casgate.gateway.s3.request.AclHeaders;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.BucketName;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.xml.XmlElement;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Claims a bucket's name. To make a bucket that one has already is an error, except in us-east-1, where AWS has always
 * answered 200.
 */
public final class CreateBucket implements ServiceOperation<CreateBucket.Input> {
    private static final String LOCK = "x-amz-bucket-object-lock-enabled";
    private static final String US_EAST_1 = "us-east-1";
    private static final String OWNERSHIP = "x-amz-object-ownership";

    private final Catalog catalog;
    private final Owners owners;
    private final String region;

    /** Buckets are made in {@code region}, the only one that there is. */
    public CreateBucket(Catalog catalog, Owners owners, String region) {
        this.catalog = catalog;
        this.owners = owners;
        this.region = region;
    }

    /**
     * What bucket to make.
     *
     * @param ownership of its objects, or null when the request does not say
     * @param lock whether its versions can be locked, and are kept therefore
     * @param body names the region; null when there is none
     */
    public record Input(
            String name,
            AclHeaders acl,
            @Nullable ObjectOwnership ownership,
            Lock lock,
            @Nullable BodyDeclaration body) {}

    @Override
    public Input parse(Fields fields) {
        String name = BucketName.requireValid(fields.target().requireBucket());
        return new Input(
                name, AclHeaders.parse(fields), ownership(fields), lock(fields), BodyDeclaration.parseOptional(fields));
    }

    /** Whether object lock is enabled in a new bucket. */
    public enum Lock {
        DISABLED,
        ENABLED
    }

    private static Lock lock(Fields fields) {
        String enabled = fields.header(LOCK);
        if (enabled == null || enabled.equalsIgnoreCase("false")) {
            return Lock.DISABLED;
        }
        if (enabled.equalsIgnoreCase("true")) {
            return Lock.ENABLED;
        }
        throw Fields.invalid("Neither true nor false", LOCK, enabled);
    }

    private static @Nullable ObjectOwnership ownership(Fields fields) {
        String name = fields.header(OWNERSHIP);
        if (name == null) {
            return null;
        }
        ObjectOwnership ownership = ObjectOwnership.of(name);
        if (ownership == null) {
            throw Fields.invalid("Invalid " + OWNERSHIP + " header: " + name, OWNERSHIP, name);
        }
        return ownership;
    }

    @Override
    public S3Action action() {
        return S3Action.CREATE_BUCKET;
    }

    @Override
    public Response execute(Input input, Call call) {
        if (input.body() != null) {
            requireOwnRegion(call, input.body());
        }
        String owner = call.requireIdentity().canonicalId();
        String acl = acl(input, owner);
        Buckets.Creation creation = catalog.buckets()
                .create(new Buckets.NewBucket(
                        input.name(),
                        owner,
                        region,
                        Domain.DEFAULT,
                        input.lock() == Lock.ENABLED ? Versioning.ENABLED : Versioning.UNVERSIONED,
                        configuration(input, acl)));
        return switch (creation) {
            case Buckets.Creation.Created _ -> created(input);
            case Buckets.Creation.OwnedByYou(Bucket bucket) -> {
                if (!region.equals(US_EAST_1)) {
                    throw S3Error.BUCKET_ALREADY_OWNED_BY_YOU.exception().with("BucketName", input.name());
                }
                resetAcl(bucket, acl);
                yield created(input);
            }
            case Buckets.Creation.OwnedByAnother _ ->
                throw S3Error.BUCKET_ALREADY_EXISTS.exception().with("BucketName", input.name());
        };
    }

    /** The text of the list that the bucket is to have. */
    private @Nullable String acl(Input input, String owner) {
        ObjectOwnership ownership = input.ownership() == null ? ObjectOwnership.OBJECT_WRITER : input.ownership();
        return AclText.write(ownership.newBucket(owner, input.acl().resolve(owners.grantees())), owner);
    }

    private static Map<String, String> configuration(Input input, @Nullable String acl) {
        Map<String, String> documents = new HashMap<>();
        if (input.lock() == Lock.ENABLED) {
            documents.put(BucketDocument.OBJECT_LOCK.name(), ObjectLocks.ENABLED);
        }
        if (input.ownership() != null) {
            documents.put(AccessDocuments.OWNERSHIP, input.ownership().text());
        }
        if (acl != null) {
            documents.put(AccessDocuments.ACL, acl);
        }
        return documents;
    }

    /** To make one's bucket again gives it the list of the new request, and leaves everything else as it is. */
    private void resetAcl(Bucket existing, @Nullable String acl) {
        if (Objects.equals(existing.configuration(AccessDocuments.ACL), acl)) {
            return;
        }
        catalog.buckets().change(existing, current -> {
            if (acl != null) {
                AccessDocuments.ownership(current).requireAcls();
                Access.requireNotPublic(AccessDocuments.publicAccessBlock(current), AclText.read(acl, current.owner()));
            }
            return current.with(Collections.singletonMap(AccessDocuments.ACL, acl));
        });
    }

    private static Response created(Input input) {
        return Response.empty(
                200, Headers.builder().add("Location", "/" + input.name()).build());
    }

    /** Clients that know of no regions name us-east-1. */
    private void requireOwnRegion(Call call, BodyDeclaration body) {
        XmlElement configuration = Documents.read(call, body, "CreateBucketConfiguration");
        String constraint = configuration.optionalText("LocationConstraint");
        if (constraint == null || constraint.isEmpty() || constraint.equals(US_EAST_1) || constraint.equals(region)) {
            return;
        }
        if (constraint.equals("EU") && region.equals("eu-west-1")) {
            return;
        }
        throw S3Error.INVALID_LOCATION_CONSTRAINT.exception().with("LocationConstraint", constraint);
    }
}
