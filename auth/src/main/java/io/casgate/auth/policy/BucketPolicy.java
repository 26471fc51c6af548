package io.casgate.auth.policy;

import java.util.List;

/**
 * A bucket's policy, in AWS's policy language. Immutable; parsing costs more than asking, so keep it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies.html">AWS: IAM JSON policy
 *     reference</a>
 */
public final class BucketPolicy {
    /** How long the text of a policy may be, in bytes of UTF-8. */
    public static final int MAX_BYTES = 20 * 1024;

    private final List<Statement> statements;

    BucketPolicy(List<Statement> statements) {
        this.statements = List.copyOf(statements);
    }

    /**
     * Reads the text of a policy.
     *
     * @param json UTF-8
     * @param bucket the name of the bucket the policy is for: it may speak of no other
     * @throws MalformedPolicyException when this is no policy for the bucket
     */
    public static BucketPolicy parse(byte[] json, String bucket) {
        return new PolicyParser(bucket).parse(json);
    }

    /** An explicit deny wins over everything. */
    public Verdict evaluate(PolicyRequest request) {
        Verdict verdict = Verdict.NO_MATCH;
        for (Statement statement : statements) {
            if (statement.appliesTo(request)) {
                if (statement.effect() == Statement.Effect.DENY) {
                    return Verdict.EXPLICIT_DENY;
                }
                verdict = Verdict.ALLOW;
            }
        }
        return verdict;
    }

    /** Whether the policy allows something to people who are not known beforehand. */
    public boolean isPublic() {
        return statements.stream().anyMatch(PublicStatements::isPublic);
    }
}
