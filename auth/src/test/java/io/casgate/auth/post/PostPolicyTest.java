package io.casgate.auth.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.casgate.auth.FormFields;
import io.casgate.auth.post.PostPolicyException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostPolicyTest {
    private static final Instant EXPIRATION = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant NOW = EXPIRATION.minusSeconds(1);

    /** JSON with single quotes. */
    private static PostPolicy parse(String json) {
        return PostPolicy.parse(
                Base64.getEncoder().encodeToString(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    private static PostPolicy conditions(String list) {
        return parse(
                "{'expiration': '2026-11-20T12:00:00.000Z', 'conditions': [{'bucket': 'pictures'}, " + list + "]}");
    }

    /** With single quotes, too. */
    private static String message(PostPolicyException e) {
        return String.valueOf(e.getMessage()).replace('"', '\'');
    }

    /** Such as {@code key=a;acl=private}. */
    private static FormFields form(@Nullable String fields) {
        Map<String, String> values = new HashMap<>();
        for (String field : fields == null ? new String[0] : fields.split(";", -1)) {
            String[] parts = field.split("=", 2);
            values.put(parts[0], parts[1]);
        }
        return new FormFields(values);
    }

    /** Conditions, fields, and what is wrong with them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'key': 'a'}                                     | key=a                   |",
                "{'key': 'a'}                                     | key=A                   | Policy Condition failed: ['eq', '$key', 'a']",
                "{'KEY': 'a'}                                     | kEy=a                   |",
                "['eq', '$key', 'a']                              | key=a                   |",
                "['eq', '$Key', 'a']                              | key=ab                  | Policy Condition failed: ['eq', '$key', 'a']",
                "['EQ', '$key', 'a']                              | key=a                   |",
                "['starts-with', '$key', 'user/']                 | key=user/a              |",
                "['starts-with', '$key', 'user/']                 | key=use                 | Policy Condition failed: ['starts-with', '$key', 'user/']",
                "['StArTs-WiTh', '$kEy', 'user/']                 | key=user/a              |",
                "['starts-with', '$key', '']                      | key=anything            |",
                "['starts-with', '$key', '\\$a']                  | key=$ab                 |",
                "['starts-with', '$key', '\\\\$a']                | key=\\$ab               |",
                "['starts-with', '$key', 'a'], {'key': 'ab'}      | key=ab                  |",
                "['starts-with', '$key', 'a'], {'key': 'ab'}      | key=ac                  | Policy Condition failed: ['eq', '$key', 'ab']",
                "['starts-with', '$Content-Type', 'image/']       | content-type=image/png  |",
                "['starts-with', '$Content-Type', 'image/']       | Content-Type=image/png, image/gif |",
                "['starts-with', '$Content-Type', 'image/']       | Content-Type=image/png, text/html | Policy Condition failed: ['starts-with', '$content-type', 'image/']",
                "['starts-with', '$key', 'a']                     | key=b,a                 | Policy Condition failed: ['starts-with', '$key', 'a']",
                "{'success_action_status': 201}                   | success_action_status=201 |",
                "{'key': 'a'}, {'acl': 'private'}                 | key=a                   | Policy Condition failed: ['eq', '$acl', 'private']",
                "{'key': 'a'}, ['starts-with', '$x-amz-meta-a', ''] | key=a                 |",
                "{'key': 'a'}, ['starts-with', '$x-amz-meta-a', 'b'] | key=a                | Policy Condition failed: ['starts-with', '$x-amz-meta-a', 'b']",
                "{'key': 'a'}                                     | key=a;acl=private       | Extra input fields: acl",
                "{'key': 'a'}                                     | key=a;x-amz-meta-b=1;tagging=2 | Extra input fields: tagging, x-amz-meta-b",
                "{'key': 'a'}                                     | key=a;x-ignore-b=1;X-Ignore-=2 |",
                "{'key': 'a'}                                     | key=a;policy=p;X-Amz-Signature=s;file=f |",
                "{'key': 'a'}                                     | key=a;AWSAccessKeyId=x;signature=s |",
                "{'key': 'a'}                                     | key=a;x-amz-date=x      | Extra input fields: x-amz-date",
                "{'key': 'a'}                                     | key=a;bucket=music      |",
                "{'bucket': 'music'}                              |                         | Policy Condition failed: ['eq', '$bucket', 'music']"
            })
    void conditions(String list, @Nullable String fields, @Nullable String violation) {
        PostPolicy policy = conditions(list);
        FormFields form = form(fields);
        if (violation == null) {
            policy.verify("pictures", form, NOW);
        } else {
            assertThatThrownBy(() -> policy.verify("pictures", form, NOW))
                    .asInstanceOf(type(PostPolicyException.class))
                    .returns(Kind.ACCESS_DENIED, PostPolicyException::kind)
                    .returns("Invalid according to Policy: " + violation, PostPolicyTest::message);
        }
    }

    @Test
    void theBucketNeedsACondition() {
        PostPolicy policy = parse("{'expiration': '2026-11-20T12:00:00Z', 'conditions': [{'key': 'a'}]}");
        assertThatThrownBy(() -> policy.verify("pictures", form("key=a"), NOW))
                .hasMessage("Invalid according to Policy: Extra input fields: bucket");
    }

    @Test
    void expires() {
        PostPolicy policy = conditions("{'key': 'a'}");
        policy.verify("pictures", form("key=a"), EXPIRATION.minusMillis(1));
        assertThatThrownBy(() -> policy.verify("pictures", form("key=a"), EXPIRATION))
                .asInstanceOf(type(PostPolicyException.class))
                .returns(Kind.ACCESS_DENIED, PostPolicyException::kind)
                .returns("Invalid according to Policy: Policy expired.", PostPolicyException::getMessage);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'conditions': []}                                                      | Policy missing expiration.",
                "{'EXPIRATION': '2026-11-20T12:00:00Z', 'conditions': []}                | Policy missing expiration.",
                "{'expiration': '2026-11-20 12:00:00+00:00', 'conditions': []}           | Invalid 'expiration' value: '2026-11-20 12:00:00+00:00'",
                "{'expiration': 7, 'conditions': []}                                     | Invalid 'expiration' value: '7'",
                "{'expiration': '2026-11-20T12:00:00Z'}                                  | Policy missing conditions.",
                "{'expiration': '2026-11-20T12:00:00Z', 'CONDITIONS': []}                | Policy missing conditions.",
                "{'expiration': '2026-11-20T12:00:00Z', 'conditions': {}}                | Invalid 'conditions' value: must be a List.",
                "[]                                                                      | Invalid JSON.",
                "{'expiration':                                                          | Invalid JSON.",
                "{} {}                                                                   | Invalid JSON.",
                "'                                                                       | Invalid JSON."
            })
    void malformed(String json, String why) {
        assertMalformed(() -> parse(json), why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{}                                   | Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.",
                "{'key': 'a', 'acl': 'private'}       | Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.",
                "{'key': ['a']}                       | Invalid Condition: ['a']",
                "'key'                                | Invalid Condition: 'key'",
                "['eq', '$key']                       | Invalid Condition: ['eq','$key']",
                "['eq', '$key', 'a', 'b']             | Invalid Condition: ['eq','$key','a','b']",
                "['ends-with', '$key', 'a']           | Invalid Condition: ['ends-with','$key','a']",
                "['eq', 'key', 'a']                   | Invalid Condition: key must begin with '$'.",
                "['content-length-range', 0]          | Invalid Condition: ['content-length-range',0]",
                "['content-length-range', -1, 0]      | Invalid content-length-range: -1",
                "['content-length-range', 0, 'x']     | Invalid content-length-range: 'x'",
                "['content-length-range', 0, 1.5]     | Invalid content-length-range: 1.5",
                "['content-length-range', 2, 1]       | Invalid content-length-range: no length fits"
            })
    void malformedConditions(String condition, String why) {
        assertMalformed(() -> conditions(condition), why);
    }

    private static void assertMalformed(ThrowingCallable parse, String why) {
        assertThatThrownBy(parse)
                .asInstanceOf(type(PostPolicyException.class))
                .returns(Kind.INVALID_POLICY_DOCUMENT, PostPolicyException::kind)
                .returns("Invalid Policy: " + why, PostPolicyTest::message);
    }

    @Test
    void whatIsNotBase64IsNoPolicy() {
        assertMalformed(() -> PostPolicy.parse("{}"), "Invalid Base64.");
    }

    @Test
    void listsMayEndInACommaAndBase64MayHaveLines() {
        String json =
                "{\"expiration\": \"2026-11-20T12:00:00Z\", \"conditions\": [{\"bucket\": \"pictures\"}, {\"key\": \"a\"},]}";
        PostPolicy policy =
                PostPolicy.parse(Base64.getMimeEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)));
        policy.verify("pictures", form("key=a"), NOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            nullValues = "-",
            value = {
                "['content-length-range', 10, 20]                                   | 9  | ENTITY_TOO_SMALL",
                "['content-length-range', 10, 20]                                   | 10 | -",
                "['content-length-range', 10, 20]                                   | 20 | -",
                "['content-length-range', 10, 20]                                   | 21 | ENTITY_TOO_LARGE",
                "['content-length-range', '10', '20']                               | 21 | ENTITY_TOO_LARGE",
                "['content-length-range', 0, 0]                                     | 1  | ENTITY_TOO_LARGE",
                "['content-length-range', 0, 20], ['content-length-range', 15, 90]  | 14 | ENTITY_TOO_SMALL",
                "['content-length-range', 0, 20], ['content-length-range', 15, 90]  | 21 | ENTITY_TOO_LARGE",
                "['Content-Length-Range', 0, 20]                                    | 21 | ENTITY_TOO_LARGE",
                "{'key': 'a'}                                                       | 9223372036854775807 | -"
            })
    void lengths(String condition, long bytes, @Nullable Kind expected) {
        LengthRange length = conditions(condition).length();
        Kind kind = null;
        try {
            length.require(bytes);
        } catch (PostPolicyException e) {
            kind = e.kind();
        }
        assertThat(kind).isEqualTo(expected);
    }

    @Test
    void moreMayComeWhereTooFewAre() {
        LengthRange length = conditions("['content-length-range', 10, 20]").length();
        length.requireNotAbove(0);
        assertThatThrownBy(() -> length.requireNotAbove(21)).isInstanceOf(PostPolicyException.class);
    }
}
