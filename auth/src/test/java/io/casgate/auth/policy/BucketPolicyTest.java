package io.casgate.auth.policy;

import static io.casgate.auth.policy.Policies.BUCKET;
import static io.casgate.auth.policy.Policies.parse;
import static io.casgate.auth.policy.Policies.requester;
import static io.casgate.auth.policy.Policies.statement;
import static io.casgate.auth.policy.Policies.withIds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketPolicyTest {
    private static final String FOR_ALL = "'Effect': 'Allow', 'Principal': '*', ";
    private static final String GET = "'Action': 's3:GetObject', ";
    private static final String EVERY_OBJECT = "'Resource': 'arn:aws:s3:::pictures/*'";

    private static Verdict get(BucketPolicy policy, String who, String key) {
        return evaluate(policy, who, S3Action.GET_OBJECT, S3Arn.object(BUCKET, key), RequestContext.EMPTY);
    }

    private static Verdict evaluate(
            BucketPolicy policy, String who, S3Action action, String resource, RequestContext context) {
        return policy.evaluate(new PolicyRequest(requester(who), action, resource, context));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'*'                                                  | alice | bob | nobody",
                "{'AWS': '*'}                                         | alice | bob | nobody",
                "{'AWS': ['*']}                                       | alice | bob | nobody",
                "{'AWS': 'ALICE_ACCOUNT'}                             | alice | -   | -",
                "{'AWS': 'arn:aws:iam::ALICE_ACCOUNT:root'}           | alice | -   | -",
                "{'AWS': 'arn:aws:iam::ALICE_ID:root'}                | alice | -   | -",
                "{'AWS': 'arn:aws:iam::ALICE_ACCOUNT:user/alice'}     | alice | -   | -",
                "{'AWS': 'arn:aws:iam::ALICE_ACCOUNT:user/bob'}       | -     | -   | -",
                "{'AWS': 'arn:aws:iam:::user/bob'}                    | -     | bob | -",
                "{'AWS': 'arn:aws:iam::tenant:root'}                  | -     | -   | -",
                "{'AWS': ['ALICE_ACCOUNT', 'arn:aws:iam:::user/bob']} | alice | bob | -",
                "{'CanonicalUser': 'ALICE_ID'}                        | alice | -   | -",
                "{'Service': 'logging.s3.amazonaws.com'}              | -     | -   | -",
                "{'Federated': 'accounts.example.com'}                | -     | -   | -",
                "{'AWS': 'arn:aws:iam::ALICE_ACCOUNT:role/admin'}     | -     | -   | -",
                "{'AWS': 'ALICE_ACCOUNT', 'Service': 's3.amazonaws.com'} | alice | - | -"
            })
    void principals(String principal, String alice, String bob, String nobody) {
        String element = withIds(principal);
        BucketPolicy allow = statement("'Effect': 'Allow', 'Principal': " + element + ", " + GET + EVERY_OBJECT);
        BucketPolicy denyOthers = statement("'Effect': 'Deny', 'NotPrincipal': " + element + ", " + GET + EVERY_OBJECT);
        for (String[] row : new String[][] {{"alice", alice}, {"bob", bob}, {"nobody", nobody}}) {
            boolean included = !row[1].equals("-");
            assertThat(get(allow, row[0], "x")).as(row[0]).isEqualTo(included ? Verdict.ALLOW : Verdict.NO_MATCH);
            assertThat(get(denyOthers, row[0], "x"))
                    .as("others than " + row[0])
                    .isEqualTo(included ? Verdict.NO_MATCH : Verdict.EXPLICIT_DENY);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'Action': 's3:GetObject'                    | GET_OBJECT         | ALLOW",
                "'Action': 's3:GetObject'                    | GET_OBJECT_VERSION | NO_MATCH",
                "'Action': 'S3:getobject'                    | GET_OBJECT         | ALLOW",
                "'Action': 's3:GetObject*'                   | GET_OBJECT_VERSION | ALLOW",
                "'Action': 's3:?etObject'                    | GET_OBJECT         | ALLOW",
                "'Action': 's3:*'                            | DELETE_OBJECT      | ALLOW",
                "'Action': '*'                               | PUT_OBJECT         | ALLOW",
                "'Action': ['s3:PutObject', 's3:Get*']       | GET_OBJECT_ACL     | ALLOW",
                "'Action': ['s3:PutObject', 's3:Get*']       | DELETE_OBJECT      | NO_MATCH",
                "'NotAction': 's3:GetObject'                 | GET_OBJECT         | NO_MATCH",
                "'NotAction': 's3:GetObject'                 | DELETE_OBJECT      | ALLOW",
                "'NotAction': ['s3:Get*', 's3:Delete*']      | DELETE_OBJECT      | NO_MATCH"
            })
    void actions(String element, S3Action action, Verdict verdict) {
        BucketPolicy policy = statement(FOR_ALL + element + ", " + EVERY_OBJECT);
        assertThat(evaluate(policy, "bob", action, S3Arn.object(BUCKET, "x"), RequestContext.EMPTY))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'Resource': 'arn:aws:s3:::pictures/*'                   | pictures/a/b     | ALLOW",
                "'Resource': 'arn:aws:s3:::pictures/*'                   | pictures         | NO_MATCH",
                "'Resource': 'arn:aws:s3:::pictures'                     | pictures         | ALLOW",
                "'Resource': 'arn:aws:s3:::pictures'                     | pictures/a       | NO_MATCH",
                "'Resource': 'arn:aws:s3:::pictures*'                    | pictures         | ALLOW",
                "'Resource': 'arn:aws:s3:::pict*'                        | pictures/a       | ALLOW",
                "'Resource': 'arn:aws:s3:::*'                            | pictures/a       | ALLOW",
                "'Resource': '*'                                         | pictures/a       | ALLOW",
                "'Resource': 'arn:aws:s3:::pictures/a?c'                 | pictures/abc     | ALLOW",
                "'Resource': 'arn:aws:s3:::pictures/a?c'                 | pictures/ac      | NO_MATCH",
                "'Resource': 'arn:aws:s3:::pictures/ABC'                 | pictures/abc     | NO_MATCH",
                "'Resource': ['arn:aws:s3:::pictures/a', 'arn:aws:s3:::pictures/b'] | pictures/b | ALLOW",
                "'NotResource': 'arn:aws:s3:::pictures/secret/*'         | pictures/a       | ALLOW",
                "'NotResource': 'arn:aws:s3:::pictures/secret/*'         | pictures/secret/a | NO_MATCH",
                "'Resource': 'arn:aws:s3:::pictures/${aws:username}/*'   | pictures/bob/x   | ALLOW",
                "'Resource': 'arn:aws:s3:::pictures/${aws:username}/*'   | pictures/alice/x | NO_MATCH",
                "'Resource': 'arn:aws:s3:::pictures/${AWS:UserName}/*'   | pictures/bob/x   | ALLOW",
                "'Resource': 'arn:aws:s3:::pictures/${s3:prefix}'        | pictures/x       | NO_MATCH",
                "'NotResource': 'arn:aws:s3:::pictures/${s3:prefix}'     | pictures/x       | ALLOW",
                "'Resource': \"arn:aws:s3:::pictures/${s3:prefix, 'all'}\" | pictures/all   | ALLOW",
                "'Resource': 'arn:aws:s3:::pictures/${*}'                | pictures/*       | ALLOW",
                "'Resource': 'arn:aws:s3:::pictures/${*}'                | pictures/x       | NO_MATCH",
                "'Resource': 'arn:aws:s3:::pictures/${?}${$}'            | pictures/?$      | ALLOW"
            })
    void resources(String element, String resource, Verdict verdict) {
        String json = "{\"Version\": \"2012-10-17\", \"Statement\": {"
                + (FOR_ALL + "'Action': 's3:*', ").replace('\'', '"') + quoted(element) + "}}";
        BucketPolicy policy = BucketPolicy.parse(json.getBytes(StandardCharsets.UTF_8), BUCKET);
        RequestContext context =
                RequestContext.builder().requester(requester("bob")).build();
        assertThat(evaluate(policy, "bob", S3Action.GET_OBJECT, "arn:aws:s3:::" + resource, context))
                .isEqualTo(verdict);
    }

    /** Single quotes are double ones, unless there are double ones already. */
    private static String quoted(String element) {
        return element.contains("\"") ? element.replace("'Resource'", "\"Resource\"") : element.replace('\'', '"');
    }

    @Test
    void variablesAreTextInTheOldVersion() {
        String statement = "'Statement': [{" + FOR_ALL + GET + "'Resource': 'arn:aws:s3:::pictures/${aws:username}'}]}";
        RequestContext context =
                RequestContext.builder().requester(requester("bob")).build();
        for (String version : new String[] {"{", "{'Version': '2008-10-17', "}) {
            BucketPolicy policy = parse(version + statement);
            assertThat(evaluate(policy, "bob", S3Action.GET_OBJECT, S3Arn.object(BUCKET, "bob"), context))
                    .isEqualTo(Verdict.NO_MATCH);
            assertThat(get(policy, "bob", "${aws:username}")).isEqualTo(Verdict.ALLOW);
        }
    }

    @Test
    void valuesOfVariablesAreNoWildcards() {
        BucketPolicy policy = statement(FOR_ALL + GET + "'Resource': 'arn:aws:s3:::pictures/${s3:prefix}/x'");
        RequestContext context = RequestContext.EMPTY.with(ConditionKeys.PREFIX, "*");
        assertThat(evaluate(policy, "bob", S3Action.GET_OBJECT, S3Arn.object(BUCKET, "a/x"), context))
                .isEqualTo(Verdict.NO_MATCH);
        assertThat(evaluate(policy, "bob", S3Action.GET_OBJECT, S3Arn.object(BUCKET, "*/x"), context))
                .isEqualTo(Verdict.ALLOW);
    }

    @Test
    void explicitDenyWinsInAnyOrder() {
        String allow = "{" + FOR_ALL + GET + EVERY_OBJECT + "}";
        String deny =
                "{'Effect': 'Deny', 'Principal': '*', 'Action': 's3:*', 'Resource': 'arn:aws:s3:::pictures/secret'}";
        for (String list : new String[] {allow + "," + deny, deny + "," + allow}) {
            BucketPolicy policy = parse("{'Version': '2012-10-17', 'Id': 'x', 'Statement': [" + list + "]}");
            assertThat(get(policy, "bob", "secret")).isEqualTo(Verdict.EXPLICIT_DENY);
            assertThat(get(policy, "bob", "open")).isEqualTo(Verdict.ALLOW);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[]                                   | Policies must be valid JSON and the first byte must be '{'",
                " {}                                  | Missing required field Statement",
                "{'Statement': []}                    | Could not parse the policy: Statement is empty!",
                "{'Statement': 'x'}                   | Statement must be an object or a list of objects",
                "{'Statement': {}, 'Statement': {}}   | This policy contains invalid Json",
                "{'Statement': {}} x                  | This policy contains invalid Json",
                "{'Statement': {}                     | This policy contains invalid Json",
                "{'statement': {}}                    | Unknown field statement",
                "{'Id': 7, 'Statement': {}}           | Id must be a string",
                "{'Version': '2020-01-01', 'Statement': {}} | The policy must contain a valid version string",
                "{'Statement': {'Sid': 'x'}}          | Missing required field Effect",
                "{'Statement': {'Effect': 'allow'}}   | Invalid effect: allow",
                "{'Statement': {'Effect': 'Allow'}}   | Missing required field Principal",
                "{'Statement': {'Effect': 'Allow', 'Principal': 'alice'}}          | Invalid principal in policy",
                "{'Statement': {'Effect': 'Allow', 'Principal': {}}}               | Invalid principal in policy",
                "{'Statement': {'Effect': 'Allow', 'Principal': ['*']}}            | Invalid principal in policy",
                "{'Statement': {'Effect': 'Allow', 'Principal': {'AWS': []}}}      | Invalid principal in policy",
                "{'Statement': {'Effect': 'Allow', 'Principal': {'AWS': 'bob'}}}   | Invalid principal in policy",
                "{'Statement': {'Effect': 'Allow', 'Principal': {'AWS': 1}}}       | Invalid principal in policy",
                "{'Statement': {'Effect': 'Allow', 'Principal': {'GCP': '*'}}}     | Invalid principal in policy",
                "{'Statement': {'Effect': 'Allow', 'Principal': {'CanonicalUser': '*'}}} | Invalid principal in policy",
                "{'Statement': {'Effect': 'Allow', 'Principal': {'AWS': 'arn:aws:iam::1:user/*'}}} | Invalid principal in policy",
                "{'Statement': {'Effect': 'Allow', 'NotPrincipal': {'AWS': '*'}}}  | Allow with NotPrincipal is not allowed",
                "{'Statement': {'Effect': 'Deny', 'Principal': '*', 'NotPrincipal': '*'}} | Statement has both Principal and NotPrincipal"
            })
    void malformed(String json, String message) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'Resource': 'arn:aws:s3:::pictures'                          | Missing required field Action",
                "'Action': [], 'Resource': '*'                                | Missing required field Action cannot be empty!",
                "'Action': 7, 'Resource': '*'                                 | Action must be a string",
                "'Action': 's3:Fly', 'Resource': '*'                          | Policy has invalid action",
                "'Action': 'ec2:*', 'Resource': '*'                           | Policy has invalid action",
                "'Action': 's3:*', 'NotAction': 's3:*', 'Resource': '*'       | Statement has both Action and NotAction",
                "'Action': 's3:*'                                             | Missing required field Resource",
                "'Action': 's3:*', 'Resource': 'arn:aws:s3:::music/*'         | Policy has invalid resource",
                "'Action': 's3:*', 'Resource': 'arn:aws:s3:::picture'         | Policy has invalid resource",
                "'Action': 's3:*', 'Resource': 'arn:aws:s3:::pictures2/*'     | Policy has invalid resource",
                "'Action': 's3:*', 'Resource': 'pictures/*'                   | Policy has invalid resource",
                "'Action': 's3:*', 'Resource': ['*', 'arn:aws:s3:::music/*']  | Policy has invalid resource",
                "'Action': 's3:*', 'Resource': '*', 'Colour': 'red'           | Unknown field Colour",
                "'Action': 's3:*', 'Resource': '*', 'Sid': ['x']              | Sid must be a string",
                "'Action': 's3:*', 'Resource': 'arn:aws:s3:::pictures/${x'    | Policy contains an invalid variable: arn:aws:s3:::pictures/${x",
                "'Action': 's3:*', 'Resource': '*', 'Condition': 'x'          | Condition must be an object of operators, and each of these an object of keys",
                "'Action': 's3:*', 'Resource': '*', 'Condition': {'Bool': 'x'} | Condition must be an object of operators, and each of these an object of keys",
                "'Action': 's3:*', 'Resource': '*', 'Condition': {'Bool': {'aws:SecureTransport': {}}} | Invalid value for condition key aws:SecureTransport",
                "'Action': 's3:*', 'Resource': '*', 'Condition': {'Bool': {'ldap:x': 'true'}} | Policy has an invalid condition key: ldap:x",
                "'Action': 's3:*', 'Resource': '*', 'Condition': {'StringIs': {'s3:prefix': 'x'}} | Invalid Condition type : StringIs"
            })
    void malformedStatements(String elements, String message) {
        assertThatThrownBy(() -> statement(FOR_ALL + elements))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessage(message);
    }

    @Test
    void longerThanTwentyKibibytesIsTooLong() {
        byte[] policy = ("{\"Statement\": {" + (FOR_ALL + GET + EVERY_OBJECT).replace('\'', '"') + "}}")
                .getBytes(StandardCharsets.UTF_8);
        byte[] longest = Arrays.copyOf(policy, BucketPolicy.MAX_BYTES);
        Arrays.fill(longest, policy.length, longest.length, (byte) ' ');
        assertThat(get(BucketPolicy.parse(longest, BUCKET), "bob", "x")).isEqualTo(Verdict.ALLOW);
        byte[] tooLong = Arrays.copyOf(longest, longest.length + 1);
        tooLong[longest.length] = ' ';
        assertThatThrownBy(() -> BucketPolicy.parse(tooLong, BUCKET))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessageContaining("20480");
    }

    /** The time for both went with the square of their length once. */
    @Test
    void longValuesAreReadInLinearTime() {
        String address = "1:".repeat(9_000) + "g";
        String variable = "${a" + " ".repeat(18_000);
        assertTimeout(Duration.ofMillis(500), () -> {
            assertThatThrownBy(() -> condition("'IpAddress': {'aws:SourceIp': '" + address + "'}"))
                    .isInstanceOf(MalformedPolicyException.class);
            assertThatThrownBy(() -> condition("'StringLike': {'s3:prefix': '" + variable + "'}"))
                    .isInstanceOf(MalformedPolicyException.class);
        });
    }

    private static BucketPolicy condition(String condition) {
        return statement("'Effect': 'Allow', 'Principal': '*', 'Action': '*', 'Resource': '*', 'Condition': {"
                + condition + "}");
    }

    @Test
    void deeplyNestedIsRefusedLikeOtherBadJson() {
        assertThatThrownBy(() -> parse("{'Statement': " + "[".repeat(5_000)))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessage("This policy contains invalid Json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'Effect': 'Allow', 'Principal': '*'                         |                                                               | true",
                "'Effect': 'Allow', 'Principal': {'AWS': ['1', '*']}         |                                                               | malformed",
                "'Effect': 'Allow', 'Principal': {'AWS': ['111111111111', '*']} |                                                            | true",
                "'Effect': 'Allow', 'Principal': {'AWS': '111111111111'}     |                                                               | false",
                "'Effect': 'Allow', 'Principal': {'Service': 's3.amazonaws.com'} |                                                           | false",
                "'Effect': 'Deny', 'Principal': '*'                          |                                                               | false",
                "'Effect': 'Allow', 'Principal': '*'  | {'IpAddress': {'aws:SourceIp': '192.0.2.0/24'}}                                     | false",
                "'Effect': 'Allow', 'Principal': '*'  | {'IpAddress': {'aws:SourceIp': ['192.0.2.0/24', '2001:db8::/32']}}                  | false",
                "'Effect': 'Allow', 'Principal': '*'  | {'IpAddress': {'aws:SourceIp': '0.0.0.0/0'}}                                        | true",
                "'Effect': 'Allow', 'Principal': '*'  | {'IpAddress': {'aws:SourceIp': ['192.0.2.0/24', '128.0.0.0/1']}}                    | true",
                "'Effect': 'Allow', 'Principal': '*'  | {'IpAddress': {'aws:SourceIp': '2000::/3'}}                                         | true",
                "'Effect': 'Allow', 'Principal': '*'  | {'IpAddressIfExists': {'aws:SourceIp': '192.0.2.0/24'}}                             | true",
                "'Effect': 'Allow', 'Principal': '*'  | {'ForAllValues:IpAddress': {'aws:SourceIp': '192.0.2.0/24'}}                        | true",
                "'Effect': 'Allow', 'Principal': '*'  | {'NotIpAddress': {'aws:SourceIp': '192.0.2.0/24'}}                                  | true",
                "'Effect': 'Allow', 'Principal': '*'  | {'StringEquals': {'aws:SourceVpc': 'vpc-91237329'}}                                 | false",
                "'Effect': 'Allow', 'Principal': '*'  | {'StringLike': {'aws:SourceVpc': 'vpc-91237329'}}                                   | false",
                "'Effect': 'Allow', 'Principal': '*'  | {'StringLike': {'aws:SourceVpc': 'vpc-*'}}                                          | true",
                "'Effect': 'Allow', 'Principal': '*'  | {'StringEquals': {'aws:userid': '${aws:userid}'}}                                   | true",
                "'Effect': 'Allow', 'Principal': '*'  | {'ArnEquals': {'aws:PrincipalArn': 'arn:aws:iam::111111111111:user/bob'}}           | false",
                "'Effect': 'Allow', 'Principal': '*'  | {'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::*:user/bob'}}                        | true",
                "'Effect': 'Allow', 'Principal': '*'  | {'StringEquals': {'aws:Referer': 'https://example.com'}}                            | true",
                "'Effect': 'Allow', 'Principal': '*'  | {'Null': {'aws:userid': 'false'}}                                                   | true",
                "'Effect': 'Allow', 'Principal': '*'  | {'Bool': {'aws:SecureTransport': 'true'}, 'StringEquals': {'aws:SourceAccount': '111111111111'}} | false"
            })
    void isPublic(String elements, String condition, String expected) {
        String statement = elements + ", 'Action': 's3:GetObject', " + EVERY_OBJECT
                + (condition == null ? "" : ", 'Condition': " + condition);
        if (expected.equals("malformed")) {
            assertThatThrownBy(() -> statement(statement)).isInstanceOf(MalformedPolicyException.class);
        } else {
            assertThat(statement(statement).isPublic()).isEqualTo(Boolean.parseBoolean(expected));
        }
    }
}
