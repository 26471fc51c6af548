package io.casgate.auth.policy;

import static io.casgate.auth.policy.Policies.BUCKET;
import static io.casgate.auth.policy.Policies.requester;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Any text is a policy or refused as none, and costs little; what is not public allows strangers nothing. */
class BucketPolicyFuzzTest implements FuzzTarget {
    private static final RequestContext RICH = RequestContext.builder()
            .requester(requester("bob"))
            .set(ConditionKeys.SOURCE_IP, "::ffff:192.0.2.1")
            .set(ConditionKeys.CURRENT_TIME, "2026-11-20T08:00:00Z")
            .set(ConditionKeys.MAX_KEYS, "9")
            .set(ConditionKeys.PREFIX, "a".repeat(1024))
            .set(ConditionKeys.REQUEST_OBJECT_TAG_KEYS, "a", "", "\u0000")
            .build();

    @Override
    public List<byte[]> seeds() {
        return Stream.of("""
                {"Version": "2012-10-17", "Id": "x", "Statement": [
                  {"Sid": "a", "Effect": "Allow", "Principal": {"AWS": ["111111111111", "arn:aws:iam:::user/bob"]},
                   "Action": ["s3:Get*", "s3:PutObject"], "Resource": "arn:aws:s3:::pictures/${aws:username, 'x'}/*",
                   "Condition": {"IpAddress": {"aws:SourceIp": ["192.0.2.0/24", "2001:db8::/32"]},
                     "ForAnyValue:StringLike": {"aws:username": "b*"}, "Null": {"s3:prefix": true},
                     "DateLessThanIfExists": {"aws:CurrentTime": "2026-11-20T09:00:00Z"},
                     "NumericLessThan": {"s3:max-keys": 10}, "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/*"}}},
                  {"Effect": "Deny", "NotPrincipal": "*", "NotAction": "s3:?etObject", "NotResource": "*"}]}""", """
                {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*",
                   "Condition": {"StringLike": {"s3:prefix": ["*a*a*b", "?"]}}}}""", """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "*"},
                   "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::pictures",
                   "Condition": {"StringEquals": {"aws:PrincipalAccount": "111111111111"},
                     "ForAllValues:BinaryEquals": {"s3:RequestObjectTagKeys": "YQ=="}}}}""").map(BucketPolicyFuzzTest::utf8).toList();
    }

    @Override
    public List<String> words() {
        Stream<String> operators = Stream.of(ConditionOperator.values())
                .map(operator -> "\"" + operator.name().replace("_", "") + "\":");
        Stream<String> others = Stream.of(
                "\"StringNotEqualsIfExists\": {",
                "\"ForAllValues:",
                "\"Null\": {",
                "\"aws:SourceIp\": ",
                "\"Principal\": \"*\"",
                "\"NotAction\": ",
                "${",
                "${aws:username}",
                "${*}",
                "${a                                ",
                "[[[[[[[[",
                "{\"a\":{\"a\":",
                "*?*?*?",
                "\\ud800");
        return Stream.concat(operators, others).toList();
    }

    @Override
    public void check(byte[] input) {
        BucketPolicy policy;
        try {
            policy = BucketPolicy.parse(input, BUCKET);
        } catch (MalformedPolicyException e) {
            assertThat(e).message().isNotBlank();
            return;
        }
        for (String resource : List.of(S3Arn.bucket(BUCKET), S3Arn.object(BUCKET, "a".repeat(1024)))) {
            for (S3Action action : List.of(S3Action.GET_OBJECT, S3Action.LIST_BUCKET)) {
                policy.evaluate(new PolicyRequest(requester("bob"), action, resource, RICH));
                PolicyRequest strangers =
                        new PolicyRequest(requester("nobody"), action, resource, RequestContext.EMPTY);
                assertThat(policy.evaluate(strangers) == Verdict.ALLOW && !policy.isPublic())
                        .isFalse();
            }
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
