package io.casgate.auth.post;

import io.casgate.auth.FormFields;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the signer of a form lets others upload with it. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html">AWS: POST policy</a>
 */
public final class PostPolicy {
    /** The fields that need no condition. */
    private static final Set<String> EXEMPT =
            Set.of("x-amz-signature", "signature", "awsaccesskeyid", "policy", "file");

    private static final String IGNORED = "x-ignore-";

    private final Instant expiration;
    private final List<FieldCondition> conditions;
    private final LengthRange length;

    PostPolicy(Instant expiration, List<FieldCondition> conditions, LengthRange length) {
        this.expiration = expiration;
        this.conditions = List.copyOf(conditions);
        this.length = length;
    }

    /**
     * Reads the policy of a form.
     *
     * @param base64 the value of the field
     * @throws PostPolicyException when it is no policy
     */
    public static PostPolicy parse(String base64) {
        return PostPolicyParser.parse(base64);
    }

    /** How long the file may be. */
    public LengthRange length() {
        return length;
    }

    /**
     * Holds a form to all conditions but that on the file's length.
     *
     * @param bucket the name of the bucket that the form was sent to
     * @param form its key as it will be: with the file's name where {@code ${filename}} was
     * @throws PostPolicyException when the policy has expired, a condition does not hold, or a field has no condition
     */
    public void verify(String bucket, FormFields form, Instant now) {
        if (!now.isBefore(expiration)) {
            throw PostPolicyException.violated("Policy expired.");
        }
        FormFields all = form.with("bucket", bucket);
        for (FieldCondition condition : conditions) {
            if (!condition.holds(Objects.requireNonNullElse(all.get(condition.field()), ""))) {
                throw PostPolicyException.violated("Policy Condition failed: " + condition);
            }
        }
        requireConditionsFor(all);
    }

    private void requireConditionsFor(FormFields form) {
        Set<String> known = conditions.stream().map(FieldCondition::field).collect(Collectors.toSet());
        String extra = form.names().stream()
                .filter(name -> !known.contains(name) && !EXEMPT.contains(name) && !name.startsWith(IGNORED))
                .collect(Collectors.joining(", "));
        if (!extra.isEmpty()) {
            throw PostPolicyException.violated("Extra input fields: " + extra);
        }
    }
}
