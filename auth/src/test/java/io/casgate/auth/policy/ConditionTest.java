package io.casgate.auth.policy;

import static io.casgate.auth.policy.Policies.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.auth.Requester;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    private static BucketPolicy policy(String conditions) {
        return statement(
                "'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject', 'Resource': '*', 'Condition': {"
                        + conditions + "}");
    }

    private static boolean holds(String conditions, RequestContext context) {
        return policy(conditions)
                        .evaluate(new PolicyRequest(
                                new Requester.Anonymous(), S3Action.GET_OBJECT, "arn:aws:s3:::pictures/x", context))
                == Verdict.ALLOW;
    }

    /** Of no value at all, of one, or of several separated by commas. */
    private static List<String> values(@Nullable String list) {
        return list == null ? List.of() : Arrays.stream(list.split(",", -1)).toList();
    }

    /** An operator, the policy's value, the request's value, and whether the condition holds. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "StringEquals              | 'abc'                  | abc                 | true",
                "StringEquals              | 'abc'                  | ABC                 | false",
                "StringEquals              | 'a*'                   | abc                 | false",
                "StringEquals              | ['x', 'abc']           | abc                 | true",
                "StringEquals              | 7                      | 7                   | true",
                "StringEquals              | 'abc'                  |                     | false",
                "StringNotEquals           | 'abc'                  | abc                 | false",
                "StringNotEquals           | 'abc'                  | x                   | true",
                "StringNotEquals           | ['abc', 'x']           | x                   | false",
                "StringNotEquals           | 'abc'                  |                     | true",
                "StringEqualsIgnoreCase    | 'abc'                  | ABC                 | true",
                "StringNotEqualsIgnoreCase | 'abc'                  | ABC                 | false",
                "StringNotEqualsIgnoreCase | 'abc'                  | ABD                 | true",
                "StringLike                | 'a*c'                  | abbc                | true",
                "StringLike                | 'a?c'                  | abbc                | false",
                "StringLike                | 'a*c'                  | ABC                 | false",
                "StringNotLike             | 'a*c'                  | abbc                | false",
                "StringNotLike             | 'a*c'                  | abd                 | true",
                "StringNotLike             | 'a*c'                  |                     | true",
                "NumericEquals             | '10'                   | 10                  | true",
                "NumericEquals             | 10                     | 10.0                | true",
                "NumericEquals             | '10'                   | ten                 | false",
                "NumericNotEquals          | '10'                   | 11                  | true",
                "NumericNotEquals          | '10'                   | 10                  | false",
                "NumericLessThan           | '10'                   | 9                   | true",
                "NumericLessThan           | '10'                   | 10                  | false",
                "NumericLessThanEquals     | '10'                   | 10                  | true",
                "NumericLessThanEquals     | '10'                   | 100                 | false",
                "NumericGreaterThan        | '10'                   | 10                  | false",
                "NumericGreaterThan        | '10'                   | 10.5                | true",
                "NumericGreaterThanEquals  | '-10'                  | -10                 | true",
                "NumericGreaterThanEquals  | '10'                   |                     | false",
                "DateEquals                | '2026-11-20T09:00:00Z' | 2026-11-20T09:00:00Z | true",
                "DateEquals                | '2026-11-20T10:00:00+01:00' | 2026-11-20T09:00:00Z | true",
                "DateEquals                | '2026-11-20'           | 2026-11-20T00:00:00Z | true",
                "DateNotEquals             | '2026-11-20'           | 2026-11-20T00:00:00Z | false",
                "DateLessThan              | '2026-11-20T09:00:00Z' | 2026-11-20T08:59:59Z | true",
                "DateLessThan              | '2026-11-20T09:00:00Z' | 2026-11-20T09:00:00Z | false",
                "DateLessThanEquals        | '2026-11-20T09:00:00Z' | 2026-11-20T09:00:00.000Z | true",
                "DateGreaterThan           | '2026-11-20T09:00:00Z' | 2026-11-20T09:00:01Z | true",
                "DateGreaterThanEquals     | '2026-11-20T09:00:00Z' | 1795165200          | true",
                "DateGreaterThan           | '1795165200'           | 1795165200          | false",
                "DateGreaterThan           | '2026-11-20T09:00:00Z' | tomorrow            | false",
                "Bool                      | 'true'                 | true                | true",
                "Bool                      | true                   | true                | true",
                "Bool                      | 'False'                | false               | true",
                "Bool                      | 'true'                 | false               | false",
                "Bool                      | 'false'                |                     | false",
                "BinaryEquals              | 'YWJj'                 | abc                 | true",
                "BinaryEquals              | 'YWJj'                 | YWJj                | false",
                "IpAddress                 | '192.0.2.0/24'         | 192.0.2.77          | true",
                "IpAddress                 | '192.0.2.0/24'         | 192.0.3.77          | false",
                "IpAddress                 | '192.0.2.0/25'         | 192.0.2.128         | false",
                "IpAddress                 | '192.0.2.7'            | 192.0.2.7           | true",
                "IpAddress                 | '192.0.2.7/24'         | 192.0.2.9           | true",
                "IpAddress                 | '0.0.0.0/0'            | 203.0.113.1         | true",
                "IpAddress                 | '0.0.0.0/0'            | 2001:db8::1         | false",
                "IpAddress                 | '2001:db8::/33'        | 2001:db8:7fff::1    | true",
                "IpAddress                 | '2001:db8::/33'        | 2001:db8:8000::1    | false",
                "IpAddress                 | '2001:DB8:0:0:0:0:0:1' | 2001:db8::1         | true",
                "IpAddress                 | '192.0.2.0/24'         | ::ffff:192.0.2.7    | true",
                "IpAddress                 | '192.0.2.0/24'         | localhost           | false",
                "IpAddress                 | ['10.0.0.0/8', '192.0.2.0/24'] | 192.0.2.7   | true",
                "NotIpAddress              | '192.0.2.0/24'         | 192.0.2.77          | false",
                "NotIpAddress              | '192.0.2.0/24'         | 192.0.3.77          | true",
                "NotIpAddress              | ['10.0.0.0/8', '192.0.2.0/24'] | 192.0.2.7   | false",
                "ArnEquals                 | 'arn:aws:iam::1:user/a' | arn:aws:iam::1:user/a | true",
                "ArnEquals                 | 'arn:aws:iam::*:user/a' | arn:aws:iam::1:user/a | true",
                "ArnLike                   | 'arn:aws:iam::1:*'     | arn:aws:iam::1:user/a:b | true",
                "ArnLike                   | 'arn:aws:*:user/a'     | arn:aws:iam::1:user/a | malformed",
                "ArnLike                   | 'arn:aws:iam::*:a'     | arn:aws:iam::1:user:a | false",
                "ArnLike                   | 'arn:aws:iam::1:user/a' | alice              | false",
                "ArnNotEquals              | 'arn:aws:iam::1:user/a' | arn:aws:iam::1:user/b | true",
                "ArnNotLike                | 'arn:aws:iam::1:user/*' | arn:aws:iam::1:user/b | false",
                "Null                      | 'true'                 |                     | true",
                "Null                      | 'true'                 | x                   | false",
                "Null                      | false                  | x                   | true",
                "Null                      | 'false'                |                     | false",
                "StringEqualsIfExists      | 'abc'                  |                     | true",
                "StringEqualsIfExists      | 'abc'                  | x                   | false",
                "NumericLessThanIfExists   | '10'                   |                     | true",
                "BoolIfExists              | 'true'                 | false               | false",
                "StringNotEqualsIfExists   | 'abc'                  | abc                 | false",
                "ForAnyValue:StringEquals  | ['a', 'b']             | x,b                 | true",
                "ForAnyValue:StringEquals  | ['a', 'b']             | x,y                 | false",
                "ForAnyValue:StringEquals  | ['a', 'b']             |                     | false",
                "ForAnyValue:StringNotEquals | ['a', 'b']           | a,x                 | true",
                "ForAnyValue:StringNotEquals | ['a', 'b']           | a,b                 | false",
                "ForAnyValue:StringNotEquals | ['a', 'b']           |                     | false",
                "ForAnyValue:StringEqualsIfExists | 'a'             |                     | true",
                "ForAllValues:StringEquals | ['a', 'b']             | a,b,a               | true",
                "ForAllValues:StringEquals | ['a', 'b']             | a,x                 | false",
                "ForAllValues:StringEquals | ['a', 'b']             |                     | true",
                "ForAllValues:StringNotEquals | ['a', 'b']          | x,y                 | true",
                "ForAllValues:StringNotEquals | ['a', 'b']          | x,a                 | false",
                "ForAllValues:StringLike   | ['a*']                 | a,ab                | true",
                "StringEquals              | 'a'                    | x,a                 | true",
                "StringNotEquals           | 'a'                    | x,a                 | false",
                "NumericEquals             | 'ten'                  | 10                  | malformed",
                "NumericEquals             | '1e9'                  | 10                  | malformed",
                "DateEquals                | 'tomorrow'             | 10                  | malformed",
                "Bool                      | 'yes'                  | true                | malformed",
                "BinaryEquals              | '%%'                   | a                   | malformed",
                "IpAddress                 | '192.0.2.0/33'         | 192.0.2.1           | malformed",
                "IpAddress                 | '192.0.2'              | 192.0.2.1           | malformed",
                "IpAddress                 | '300.0.2.1'            | 192.0.2.1           | malformed",
                "IpAddress                 | 'example.com'          | 192.0.2.1           | malformed",
                "IpAddress                 | '2001:db8::/129'       | 192.0.2.1           | malformed",
                "IpAddress                 | 'fe80::1%eth0'         | 192.0.2.1           | malformed",
                "ArnEquals                 | 'alice'                | x                   | malformed",
                "Null                      | 'maybe'                | x                   | malformed",
                "NullIfExists              | 'true'                 | x                   | malformed",
                "ForAnyValue:Null          | 'true'                 | x                   | malformed",
                "stringequals              | 'x'                    | x                   | malformed",
                "ForSomeValue:StringEquals | 'x'                    | x                   | malformed"
            })
    void operators(String operator, String policyValue, @Nullable String requestValues, String expected) {
        String condition = "'" + operator + "': {'aws:Key': " + policyValue + "}";
        RequestContext context =
                RequestContext.builder().set("aws:key", values(requestValues)).build();
        if (expected.equals("malformed")) {
            assertThatThrownBy(() -> policy(condition)).isInstanceOf(MalformedPolicyException.class);
        } else {
            assertThat(holds(condition, context)).isEqualTo(Boolean.parseBoolean(expected));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'StringEquals': {'s3:prefix': '${aws:username}'}          | bob    | true",
                "'StringEquals': {'s3:prefix': '${aws:username}'}          | alice  | false",
                "'StringLike': {'s3:prefix': ['', '${aws:username}/*']}    | bob/x  | true",
                "'StringLike': {'s3:prefix': '${aws:username}${*}'}        | bob*   | true",
                "'StringLike': {'s3:prefix': '${aws:username}${*}'}        | bobby  | false",
                "'StringEquals': {'s3:prefix': '${s3:delimiter}'}          | x      | false",
                "'StringNotEquals': {'s3:prefix': '${s3:delimiter}'}       | x      | true",
                "'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::*:user/${aws:username}'} | x | true",
                "'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::*:user/${s3:prefix}'}    | x | false"
            })
    void variables(String condition, String prefix, boolean holds) {
        RequestContext context = RequestContext.builder()
                .requester(new Requester.Known(Policies.BOB))
                .set(ConditionKeys.PREFIX, prefix)
                .build();
        assertThat(holds(condition, context)).isEqualTo(holds);
    }

    @Test
    void allConditionsMustHold() {
        String both =
                "'StringEquals': {'s3:prefix': 'a', 's3:delimiter': '/'}, 'Bool': {'aws:SecureTransport': 'true'}";
        RequestContext all = RequestContext.builder()
                .set(ConditionKeys.PREFIX, "a")
                .set(ConditionKeys.DELIMITER, "/")
                .set(ConditionKeys.SECURE_TRANSPORT, "true")
                .build();
        assertThat(holds(both, all)).isTrue();
        assertThat(holds(both, all.with(ConditionKeys.PREFIX, "b"))).isFalse();
        assertThat(holds(both, all.with(ConditionKeys.DELIMITER, "-"))).isFalse();
        assertThat(holds(both, all.with(ConditionKeys.SECURE_TRANSPORT))).isFalse();
    }

    @Test
    void tagsAreKeysOfTheirOwn() {
        String condition = "'StringEquals': {'s3:ExistingObjectTag/Level': 'public'},"
                + " 'ForAllValues:StringEquals': {'s3:RequestObjectTagKeys': ['a', 'b']}";
        RequestContext context = RequestContext.builder()
                .set(ConditionKeys.existingObjectTag("Level"), "public")
                .set(ConditionKeys.REQUEST_OBJECT_TAG_KEYS, "b", "a")
                .build();
        assertThat(holds(condition, context)).isTrue();
        assertThat(holds(condition, context.with(ConditionKeys.REQUEST_OBJECT_TAG_KEYS, "a", "c")))
                .isFalse();
        assertThat(holds(condition, context.with(ConditionKeys.existingObjectTag("Level"), "secret")))
                .isFalse();
    }
}
