package io.casgate.gateway.s3.operation.lock;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.ObjectLock.Bypass;
import io.casgate.catalog.VersionId;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.request.Fields;
import org.jspecify.annotations.Nullable;

/** What a request says of retention in governance mode. */
public final class GovernanceBypass {
    private static final String HEADER = "x-amz-bypass-governance-retention";

    private GovernanceBypass() {}

    public static Bypass parse(Fields fields) {
        String value = fields.header(HEADER);
        return value != null && value.equalsIgnoreCase("true") ? Bypass.GOVERNANCE : Bypass.NOTHING;
    }

    /**
     * Lets pass who may bypass what they say they do.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception AccessDenied
     */
    public static void require(Bypass bypass, BucketCall call, ObjectKey key, @Nullable VersionId version) {
        if (bypass == Bypass.GOVERNANCE) {
            call.access().require(S3Action.BYPASS_GOVERNANCE_RETENTION, key, version);
        }
    }
}
