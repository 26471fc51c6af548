package io.casgate.auth.policy;

import static io.casgate.auth.policy.S3Action.Target.ACCOUNT;
import static io.casgate.auth.policy.S3Action.Target.BUCKET;
import static io.casgate.auth.policy.S3Action.Target.KEY;
import static io.casgate.auth.policy.S3Action.Target.OBJECT;
import static io.casgate.auth.policy.S3Action.Target.UPLOAD;

/**
 * What policies can allow or deny: AWS's actions on buckets and objects.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">AWS: Actions,
 *     resources, and condition keys for Amazon S3</a>
 */
public enum S3Action {
    CREATE_BUCKET("CreateBucket", ACCOUNT),
    LIST_ALL_MY_BUCKETS("ListAllMyBuckets", ACCOUNT),

    CREATE_BUCKET_METADATA_TABLE_CONFIGURATION("CreateBucketMetadataTableConfiguration", BUCKET),
    DELETE_BUCKET("DeleteBucket", BUCKET),
    DELETE_BUCKET_METADATA_TABLE_CONFIGURATION("DeleteBucketMetadataTableConfiguration", BUCKET),
    DELETE_BUCKET_POLICY("DeleteBucketPolicy", BUCKET),
    DELETE_BUCKET_WEBSITE("DeleteBucketWebsite", BUCKET),
    GET_ACCELERATE_CONFIGURATION("GetAccelerateConfiguration", BUCKET),
    GET_ANALYTICS_CONFIGURATION("GetAnalyticsConfiguration", BUCKET),
    GET_BUCKET_ABAC("GetBucketAbac", BUCKET),
    GET_BUCKET_ACL("GetBucketAcl", BUCKET),
    GET_BUCKET_CORS("GetBucketCORS", BUCKET),
    GET_BUCKET_LOCATION("GetBucketLocation", BUCKET),
    GET_BUCKET_LOGGING("GetBucketLogging", BUCKET),
    GET_BUCKET_METADATA_TABLE_CONFIGURATION("GetBucketMetadataTableConfiguration", BUCKET),
    GET_BUCKET_NOTIFICATION("GetBucketNotification", BUCKET),
    GET_BUCKET_OBJECT_LOCK_CONFIGURATION("GetBucketObjectLockConfiguration", BUCKET),
    GET_BUCKET_OWNERSHIP_CONTROLS("GetBucketOwnershipControls", BUCKET),
    GET_BUCKET_POLICY("GetBucketPolicy", BUCKET),
    GET_BUCKET_POLICY_STATUS("GetBucketPolicyStatus", BUCKET),
    GET_BUCKET_PUBLIC_ACCESS_BLOCK("GetBucketPublicAccessBlock", BUCKET),
    GET_BUCKET_REQUEST_PAYMENT("GetBucketRequestPayment", BUCKET),
    GET_BUCKET_TAGGING("GetBucketTagging", BUCKET),
    GET_BUCKET_VERSIONING("GetBucketVersioning", BUCKET),
    GET_BUCKET_WEBSITE("GetBucketWebsite", BUCKET),
    GET_ENCRYPTION_CONFIGURATION("GetEncryptionConfiguration", BUCKET),
    GET_INTELLIGENT_TIERING_CONFIGURATION("GetIntelligentTieringConfiguration", BUCKET),
    GET_INVENTORY_CONFIGURATION("GetInventoryConfiguration", BUCKET),
    GET_LIFECYCLE_CONFIGURATION("GetLifecycleConfiguration", BUCKET),
    GET_METRICS_CONFIGURATION("GetMetricsConfiguration", BUCKET),
    GET_REPLICATION_CONFIGURATION("GetReplicationConfiguration", BUCKET),
    LIST_BUCKET("ListBucket", BUCKET),
    LIST_BUCKET_MULTIPART_UPLOADS("ListBucketMultipartUploads", BUCKET),
    LIST_BUCKET_VERSIONS("ListBucketVersions", BUCKET),
    LIST_TAGS_FOR_RESOURCE("ListTagsForResource", BUCKET),
    PUT_ACCELERATE_CONFIGURATION("PutAccelerateConfiguration", BUCKET),
    PUT_ANALYTICS_CONFIGURATION("PutAnalyticsConfiguration", BUCKET),
    PUT_BUCKET_ABAC("PutBucketAbac", BUCKET),
    PUT_BUCKET_ACL("PutBucketAcl", BUCKET),
    PUT_BUCKET_CORS("PutBucketCORS", BUCKET),
    PUT_BUCKET_LOGGING("PutBucketLogging", BUCKET),
    PUT_BUCKET_NOTIFICATION("PutBucketNotification", BUCKET),
    PUT_BUCKET_OBJECT_LOCK_CONFIGURATION("PutBucketObjectLockConfiguration", BUCKET),
    PUT_BUCKET_OWNERSHIP_CONTROLS("PutBucketOwnershipControls", BUCKET),
    PUT_BUCKET_POLICY("PutBucketPolicy", BUCKET),
    PUT_BUCKET_PUBLIC_ACCESS_BLOCK("PutBucketPublicAccessBlock", BUCKET),
    PUT_BUCKET_REQUEST_PAYMENT("PutBucketRequestPayment", BUCKET),
    PUT_BUCKET_TAGGING("PutBucketTagging", BUCKET),
    PUT_BUCKET_VERSIONING("PutBucketVersioning", BUCKET),
    PUT_BUCKET_WEBSITE("PutBucketWebsite", BUCKET),
    PUT_ENCRYPTION_CONFIGURATION("PutEncryptionConfiguration", BUCKET),
    PUT_INTELLIGENT_TIERING_CONFIGURATION("PutIntelligentTieringConfiguration", BUCKET),
    PUT_INVENTORY_CONFIGURATION("PutInventoryConfiguration", BUCKET),
    PUT_LIFECYCLE_CONFIGURATION("PutLifecycleConfiguration", BUCKET),
    PUT_METRICS_CONFIGURATION("PutMetricsConfiguration", BUCKET),
    PUT_REPLICATION_CONFIGURATION("PutReplicationConfiguration", BUCKET),
    TAG_RESOURCE("TagResource", BUCKET),
    UNTAG_RESOURCE("UntagResource", BUCKET),

    ABORT_MULTIPART_UPLOAD("AbortMultipartUpload", UPLOAD),
    BYPASS_GOVERNANCE_RETENTION("BypassGovernanceRetention", KEY),
    DELETE_OBJECT("DeleteObject", KEY),
    DELETE_OBJECT_VERSION("DeleteObjectVersion", KEY),
    INITIATE_REPLICATION("InitiateReplication", KEY),
    LIST_MULTIPART_UPLOAD_PARTS("ListMultipartUploadParts", UPLOAD),
    OBJECT_OWNER_OVERRIDE_TO_BUCKET_OWNER("ObjectOwnerOverrideToBucketOwner", KEY),
    PUT_OBJECT("PutObject", KEY),
    REPLICATE_DELETE("ReplicateDelete", KEY),
    REPLICATE_OBJECT("ReplicateObject", KEY),
    REPLICATE_TAGS("ReplicateTags", KEY),

    DELETE_OBJECT_TAGGING("DeleteObjectTagging", OBJECT),
    DELETE_OBJECT_VERSION_TAGGING("DeleteObjectVersionTagging", OBJECT),
    GET_OBJECT("GetObject", OBJECT),
    GET_OBJECT_ACL("GetObjectAcl", OBJECT),
    GET_OBJECT_ATTRIBUTES("GetObjectAttributes", OBJECT),
    GET_OBJECT_LEGAL_HOLD("GetObjectLegalHold", OBJECT),
    GET_OBJECT_RETENTION("GetObjectRetention", OBJECT),
    GET_OBJECT_TAGGING("GetObjectTagging", OBJECT),
    GET_OBJECT_TORRENT("GetObjectTorrent", OBJECT),
    GET_OBJECT_VERSION("GetObjectVersion", OBJECT),
    GET_OBJECT_VERSION_ACL("GetObjectVersionAcl", OBJECT),
    GET_OBJECT_VERSION_ATTRIBUTES("GetObjectVersionAttributes", OBJECT),
    GET_OBJECT_VERSION_FOR_REPLICATION("GetObjectVersionForReplication", OBJECT),
    GET_OBJECT_VERSION_TAGGING("GetObjectVersionTagging", OBJECT),
    GET_OBJECT_VERSION_TORRENT("GetObjectVersionTorrent", OBJECT),
    PUT_OBJECT_ACL("PutObjectAcl", OBJECT),
    PUT_OBJECT_LEGAL_HOLD("PutObjectLegalHold", OBJECT),
    PUT_OBJECT_RETENTION("PutObjectRetention", OBJECT),
    PUT_OBJECT_TAGGING("PutObjectTagging", OBJECT),
    PUT_OBJECT_VERSION_ACL("PutObjectVersionAcl", OBJECT),
    PUT_OBJECT_VERSION_TAGGING("PutObjectVersionTagging", OBJECT),
    RESTORE_OBJECT("RestoreObject", OBJECT),
    UPDATE_OBJECT_ENCRYPTION("UpdateObjectEncryption", OBJECT);

    /** What an action is done to, and thereby who has the say. */
    public enum Target {
        /** No bucket that exists: everyone may act for their own account. */
        ACCOUNT,
        /** A bucket: its owner has the say. */
        BUCKET,
        /** A name in a bucket, whatever is stored there: the bucket's owner has the say. */
        KEY,
        /** A multipart upload under way: the bucket's owner and whoever began it have the say. */
        UPLOAD,
        /** A stored object: the object's owner has the say. */
        OBJECT
    }

    private final String policyName;
    private final Target target;

    S3Action(String name, Target target) {
        this.policyName = "s3:" + name;
        this.target = target;
    }

    /** As policies spell it: {@code s3:GetObject}. */
    public String policyName() {
        return policyName;
    }

    public Target target() {
        return target;
    }
}
