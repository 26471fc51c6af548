package io.casgate.auth.policy;

/**
 * The condition keys that requests have values for. Keys are compared without regard to case.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">AWS: global
 *     condition context keys</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html">AWS: bucket policy
 *     examples using condition keys</a>
 */
public final class ConditionKeys {
    /** An address without port. */
    public static final String SOURCE_IP = "aws:SourceIp";
    /** {@code true} for TLS. */
    public static final String SECURE_TRANSPORT = "aws:SecureTransport";

    /** Such as {@code 1.3}. */
    public static final String TLS_VERSION = "s3:TlsVersion";

    /** The region that the request was sent to. */
    public static final String REQUESTED_REGION = "aws:RequestedRegion";

    public static final String USER_AGENT = "aws:UserAgent";
    public static final String REFERER = "aws:Referer";
    /** ISO 8601. */
    public static final String CURRENT_TIME = "aws:CurrentTime";
    /** Seconds since 1970. */
    public static final String EPOCH_TIME = "aws:EpochTime";

    public static final String PRINCIPAL_ARN = "aws:PrincipalArn";
    public static final String PRINCIPAL_ACCOUNT = "aws:PrincipalAccount";
    /** {@code User}, or {@code Anonymous}. */
    public static final String PRINCIPAL_TYPE = "aws:PrincipalType";

    public static final String USERNAME = "aws:username";
    public static final String USER_ID = "aws:userid";

    /** The account id of the bucket's owner. */
    public static final String RESOURCE_ACCOUNT = "s3:ResourceAccount";

    public static final String PREFIX = "s3:prefix";
    public static final String DELIMITER = "s3:delimiter";
    public static final String MAX_KEYS = "s3:max-keys";
    public static final String VERSION_ID = "s3:VersionId";
    public static final String LOCATION_CONSTRAINT = "s3:LocationConstraint";

    public static final String ACL = "s3:x-amz-acl";
    public static final String GRANT_READ = "s3:x-amz-grant-read";
    public static final String GRANT_WRITE = "s3:x-amz-grant-write";
    public static final String GRANT_READ_ACP = "s3:x-amz-grant-read-acp";
    public static final String GRANT_WRITE_ACP = "s3:x-amz-grant-write-acp";
    public static final String GRANT_FULL_CONTROL = "s3:x-amz-grant-full-control";
    /** {@code bucket/key}, decoded, without a version. */
    public static final String COPY_SOURCE = "s3:x-amz-copy-source";

    public static final String METADATA_DIRECTIVE = "s3:x-amz-metadata-directive";
    public static final String SERVER_SIDE_ENCRYPTION = "s3:x-amz-server-side-encryption";
    public static final String SERVER_SIDE_ENCRYPTION_KMS_KEY_ID = "s3:x-amz-server-side-encryption-aws-kms-key-id";
    public static final String SERVER_SIDE_ENCRYPTION_CUSTOMER_ALGORITHM =
            "s3:x-amz-server-side-encryption-customer-algorithm";
    public static final String STORAGE_CLASS = "s3:x-amz-storage-class";
    public static final String WEBSITE_REDIRECT_LOCATION = "s3:x-amz-website-redirect-location";
    public static final String CONTENT_SHA256 = "s3:x-amz-content-sha256";
    public static final String OBJECT_OWNERSHIP = "s3:x-amz-object-ownership";

    public static final String IF_MATCH = "s3:if-match";
    public static final String IF_NONE_MATCH = "s3:if-none-match";
    public static final String OBJECT_CREATION_OPERATION = "s3:ObjectCreationOperation";

    /** {@code AWS4-HMAC-SHA256}. */
    public static final String SIGNATURE_VERSION = "s3:signatureversion";
    /** {@code REST-HEADER}, {@code REST-QUERY-STRING} or {@code POST}. */
    public static final String AUTH_TYPE = "s3:authType";
    /** Milliseconds since the signature was made. */
    public static final String SIGNATURE_AGE = "s3:signatureAge";

    /** {@code GOVERNANCE} or {@code COMPLIANCE}. */
    public static final String OBJECT_LOCK_MODE = "s3:object-lock-mode";
    /** ISO 8601. */
    public static final String OBJECT_LOCK_RETAIN_UNTIL_DATE = "s3:object-lock-retain-until-date";
    /** Days. */
    public static final String OBJECT_LOCK_REMAINING_RETENTION_DAYS = "s3:object-lock-remaining-retention-days";
    /** {@code ON} or {@code OFF}. */
    public static final String OBJECT_LOCK_LEGAL_HOLD = "s3:object-lock-legal-hold";

    /** The keys of all tags that the request sets. */
    public static final String REQUEST_OBJECT_TAG_KEYS = "s3:RequestObjectTagKeys";

    private ConditionKeys() {}

    /** The value of a tag that the object has already. */
    public static String existingObjectTag(String tag) {
        return "s3:ExistingObjectTag/" + tag;
    }

    /** The value of a tag that the request sets. */
    public static String requestObjectTag(String tag) {
        return "s3:RequestObjectTag/" + tag;
    }
}
