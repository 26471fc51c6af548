package io.casgate.auth.policy;

import io.casgate.auth.Requester;

/**
 * What a policy is asked about.
 *
 * @param resource of {@link S3Arn}
 */
public record PolicyRequest(Requester requester, S3Action action, String resource, RequestContext context) {}
