package io.casgate.gateway.s3.operation;

import io.casgate.catalog.Catalog;
import io.casgate.dedup.DedupStore;
import io.casgate.gateway.lifecycle.Lifecycle;
import io.casgate.gateway.lifecycle.LifecycleHeaders;
import io.casgate.gateway.s3.body.Etags;
import io.casgate.gateway.s3.operation.acl.DeleteBucketOwnershipControls;
import io.casgate.gateway.s3.operation.acl.GetBucketAcl;
import io.casgate.gateway.s3.operation.acl.GetBucketOwnershipControls;
import io.casgate.gateway.s3.operation.acl.GetObjectAcl;
import io.casgate.gateway.s3.operation.acl.PutBucketAcl;
import io.casgate.gateway.s3.operation.acl.PutBucketOwnershipControls;
import io.casgate.gateway.s3.operation.acl.PutObjectAcl;
import io.casgate.gateway.s3.operation.bucket.CreateBucket;
import io.casgate.gateway.s3.operation.bucket.DeleteBucket;
import io.casgate.gateway.s3.operation.bucket.GetBucketConfiguration;
import io.casgate.gateway.s3.operation.bucket.GetBucketLocation;
import io.casgate.gateway.s3.operation.bucket.GetBucketRequestPayment;
import io.casgate.gateway.s3.operation.bucket.GetBucketVersioning;
import io.casgate.gateway.s3.operation.bucket.HeadBucket;
import io.casgate.gateway.s3.operation.bucket.ListBuckets;
import io.casgate.gateway.s3.operation.bucket.PutBucketVersioning;
import io.casgate.gateway.s3.operation.bucket.UnsetConfiguration;
import io.casgate.gateway.s3.operation.cors.DeleteBucketCors;
import io.casgate.gateway.s3.operation.cors.GetBucketCors;
import io.casgate.gateway.s3.operation.cors.PutBucketCors;
import io.casgate.gateway.s3.operation.form.FormPolicies;
import io.casgate.gateway.s3.operation.form.PostObject;
import io.casgate.gateway.s3.operation.lifecycle.DeleteBucketLifecycle;
import io.casgate.gateway.s3.operation.lifecycle.GetBucketLifecycleConfiguration;
import io.casgate.gateway.s3.operation.lifecycle.PutBucketLifecycleConfiguration;
import io.casgate.gateway.s3.operation.listing.ListObjectVersions;
import io.casgate.gateway.s3.operation.listing.ListObjects;
import io.casgate.gateway.s3.operation.listing.ListObjectsV2;
import io.casgate.gateway.s3.operation.lock.GetObjectLegalHold;
import io.casgate.gateway.s3.operation.lock.GetObjectLockConfiguration;
import io.casgate.gateway.s3.operation.lock.GetObjectRetention;
import io.casgate.gateway.s3.operation.lock.ObjectLocks;
import io.casgate.gateway.s3.operation.lock.PutObjectLegalHold;
import io.casgate.gateway.s3.operation.lock.PutObjectLockConfiguration;
import io.casgate.gateway.s3.operation.lock.PutObjectRetention;
import io.casgate.gateway.s3.operation.multipart.AbortMultipartUpload;
import io.casgate.gateway.s3.operation.multipart.CompleteMultipartUpload;
import io.casgate.gateway.s3.operation.multipart.CreateMultipartUpload;
import io.casgate.gateway.s3.operation.multipart.ListMultipartUploads;
import io.casgate.gateway.s3.operation.multipart.ListParts;
import io.casgate.gateway.s3.operation.multipart.UploadPart;
import io.casgate.gateway.s3.operation.multipart.UploadPartCopy;
import io.casgate.gateway.s3.operation.object.AppendObject;
import io.casgate.gateway.s3.operation.object.CopyObject;
import io.casgate.gateway.s3.operation.object.DeleteObject;
import io.casgate.gateway.s3.operation.object.DeleteObjects;
import io.casgate.gateway.s3.operation.object.GetObject;
import io.casgate.gateway.s3.operation.object.GetObjectAttributes;
import io.casgate.gateway.s3.operation.object.HeadObject;
import io.casgate.gateway.s3.operation.object.PutObject;
import io.casgate.gateway.s3.operation.object.RenameObject;
import io.casgate.gateway.s3.operation.policy.DeleteBucketPolicy;
import io.casgate.gateway.s3.operation.policy.DeletePublicAccessBlock;
import io.casgate.gateway.s3.operation.policy.GetBucketPolicy;
import io.casgate.gateway.s3.operation.policy.GetBucketPolicyStatus;
import io.casgate.gateway.s3.operation.policy.GetPublicAccessBlock;
import io.casgate.gateway.s3.operation.policy.PutBucketPolicy;
import io.casgate.gateway.s3.operation.policy.PutPublicAccessBlock;
import io.casgate.gateway.s3.operation.tagging.DeleteBucketTagging;
import io.casgate.gateway.s3.operation.tagging.DeleteObjectTagging;
import io.casgate.gateway.s3.operation.tagging.GetBucketTagging;
import io.casgate.gateway.s3.operation.tagging.GetObjectTagging;
import io.casgate.gateway.s3.operation.tagging.PutBucketTagging;
import io.casgate.gateway.s3.operation.tagging.PutObjectTagging;
import io.casgate.gateway.s3.operation.website.DeleteBucketWebsite;
import io.casgate.gateway.s3.operation.website.GetBucketWebsite;
import io.casgate.gateway.s3.operation.website.PutBucketWebsite;
import io.casgate.gateway.s3.request.CopySource;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.Subresource;

/** All operations, and the requests that call them. */
public final class Operations {
    private static final String ITSELF = Subresource.NONE;

    private final Catalog catalog;
    private final DedupStore dedup;
    private final Lifecycle lifecycle;
    private final LifecycleHeaders headers;
    private final ObjectLocks locks;
    private final BucketDoor door;
    private final Owners owners;
    private final FormPolicies forms;
    private final String region;
    private final Etags etags;

    /** The operations on what {@code catalog} names and {@code dedup} stores; buckets are made in {@code region}, objects with {@code etags}. */
    public Operations(
            Catalog catalog,
            DedupStore dedup,
            Lifecycle lifecycle,
            ObjectLocks locks,
            BucketDoor door,
            Owners owners,
            FormPolicies forms,
            String region,
            Etags etags) {
        this.catalog = catalog;
        this.dedup = dedup;
        this.lifecycle = lifecycle;
        this.headers = new LifecycleHeaders(lifecycle);
        this.locks = locks;
        this.door = door;
        this.owners = owners;
        this.forms = forms;
        this.region = region;
        this.etags = etags;
    }

    /** The two that websites consist of. */
    public record Reading(GetObject get, HeadObject head) {}

    public Reading reading() {
        return new Reading(new GetObject(catalog, dedup, headers), new HeadObject(catalog, dedup, headers));
    }

    /** Makes {@code router} know them. */
    public Router addTo(Router router) {
        router.service("GET", new ListBuckets(catalog, owners));
        addBuckets(router);
        addAccess(router);
        addListings(router);
        addObjects(router);
        addUploads(router);
        addTagging(router);
        addLocks(router);
        addWeb(router);
        return router;
    }

    private void addBuckets(Router router) {
        router.bucket("PUT", new CreateBucket(catalog, owners, region))
                .bucket("HEAD", ITSELF, new HeadBucket())
                .bucket("DELETE", ITSELF, new DeleteBucket(catalog))
                .bucket("GET", "location", new GetBucketLocation())
                .bucket("GET", "requestPayment", new GetBucketRequestPayment())
                .bucket("GET", "versioning", new GetBucketVersioning())
                .bucket("PUT", "versioning", new PutBucketVersioning(catalog))
                .bucket("GET", "lifecycle", new GetBucketLifecycleConfiguration(lifecycle))
                .bucket("PUT", "lifecycle", new PutBucketLifecycleConfiguration(lifecycle))
                .bucket("DELETE", "lifecycle", new DeleteBucketLifecycle(lifecycle));
        for (UnsetConfiguration configuration : UnsetConfiguration.values()) {
            router.bucket("GET", configuration.subresource(), new GetBucketConfiguration(configuration));
        }
    }

    private void addAccess(Router router) {
        router.bucket("GET", "acl", new GetBucketAcl(owners))
                .bucket("PUT", "acl", new PutBucketAcl(catalog))
                .bucket("GET", "ownershipControls", new GetBucketOwnershipControls())
                .bucket("PUT", "ownershipControls", new PutBucketOwnershipControls(catalog))
                .bucket("DELETE", "ownershipControls", new DeleteBucketOwnershipControls(catalog))
                .bucket("GET", "policy", new GetBucketPolicy())
                .bucket("PUT", "policy", new PutBucketPolicy(catalog))
                .bucket("DELETE", "policy", new DeleteBucketPolicy(catalog))
                .bucket("GET", "policyStatus", new GetBucketPolicyStatus())
                .bucket("GET", "publicAccessBlock", new GetPublicAccessBlock())
                .bucket("PUT", "publicAccessBlock", new PutPublicAccessBlock(catalog))
                .bucket("DELETE", "publicAccessBlock", new DeletePublicAccessBlock(catalog))
                .object("GET", "acl", new GetObjectAcl(catalog, owners))
                .object("PUT", "acl", new PutObjectAcl(catalog));
    }

    private void addListings(Router router) {
        router.bucket("GET", ITSELF, Operations::isSecondForm, new ListObjectsV2(catalog, owners))
                .bucket("GET", ITSELF, new ListObjects(catalog, owners))
                .bucket("GET", "versions", new ListObjectVersions(catalog, owners))
                .bucket("GET", "uploads", new ListMultipartUploads(catalog, owners));
    }

    private void addObjects(Router router) {
        PutObject put = new PutObject(catalog, dedup, locks, headers, etags);
        router.object("GET", ITSELF, new GetObject(catalog, dedup, headers))
                .object("HEAD", ITSELF, new HeadObject(catalog, dedup, headers))
                .object("GET", "attributes", new GetObjectAttributes(catalog, dedup))
                .object("PUT", ITSELF, CopySource::isIn, new CopyObject(catalog, dedup, door, locks, headers))
                .object("PUT", ITSELF, AppendObject::isIn, new AppendObject(catalog, dedup, put, locks, etags))
                .object("PUT", ITSELF, put)
                .object("PUT", "renameObject", new RenameObject(catalog, dedup, locks))
                .bucket("POST", ITSELF, new PostObject(put, door, forms))
                .object("DELETE", ITSELF, new DeleteObject(catalog))
                .bucket("POST", "delete", new DeleteObjects(catalog));
    }

    private void addLocks(Router router) {
        router.bucket("GET", "object-lock", new GetObjectLockConfiguration())
                .bucket("PUT", "object-lock", new PutObjectLockConfiguration(catalog))
                .object("GET", "retention", new GetObjectRetention(catalog))
                .object("PUT", "retention", new PutObjectRetention(catalog, locks))
                .object("GET", "legal-hold", new GetObjectLegalHold(catalog))
                .object("PUT", "legal-hold", new PutObjectLegalHold(catalog));
    }

    private void addTagging(Router router) {
        router.bucket("GET", "tagging", new GetBucketTagging())
                .bucket("PUT", "tagging", new PutBucketTagging(catalog))
                .bucket("DELETE", "tagging", new DeleteBucketTagging(catalog))
                .object("GET", "tagging", new GetObjectTagging(catalog))
                .object("PUT", "tagging", new PutObjectTagging(catalog))
                .object("DELETE", "tagging", new DeleteObjectTagging(catalog));
    }

    private void addUploads(Router router) {
        router.object("POST", "uploads", new CreateMultipartUpload(catalog, locks, headers))
                .object("PUT", "uploadId", CopySource::isIn, new UploadPartCopy(catalog, dedup, door, etags))
                .object("PUT", "uploadId", new UploadPart(catalog, dedup, etags))
                .object("GET", "uploadId", new ListParts(catalog, owners, headers))
                .object("POST", "uploadId", new CompleteMultipartUpload(catalog, dedup, headers))
                .object("DELETE", "uploadId", new AbortMultipartUpload(catalog));
    }

    private void addWeb(Router router) {
        router.bucket("GET", "cors", new GetBucketCors())
                .bucket("PUT", "cors", new PutBucketCors(catalog))
                .bucket("DELETE", "cors", new DeleteBucketCors(catalog))
                .bucket("GET", "website", new GetBucketWebsite())
                .bucket("PUT", "website", new PutBucketWebsite(catalog))
                .bucket("DELETE", "website", new DeleteBucketWebsite(catalog));
    }

    private static boolean isSecondForm(Fields fields) {
        return "2".equals(fields.query().get("list-type"));
    }
}
