package io.casgate.auth.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.auth.FormFields;
import io.casgate.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Any text is a policy or refused as none; none holds for ever, and none lets in a field that it does not know. */
class PostPolicyFuzzTest implements FuzzTarget {
    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    private static final FormFields FORM = new FormFields(Map.of("key", "ab", "acl", "private", "policy", "x"));

    @Override
    public List<byte[]> seeds() {
        return Stream.of("""
                {"expiration": "2026-11-20T12:00:00.000Z", "conditions": [{"bucket": "pictures"},
                 ["starts-with", "$key", "a"], ["eq", "$acl", "private"], ["content-length-range", 1, 20],]}""", """
                {"expiration": "2026-11-20T12:00:00+14:00", "conditions": [{"bucket": "pictures"}, {"key": "ab"},
                 {"acl": "private"}, ["Starts-With", "\\$Content-Type", "image/"], {"x-amz-meta-a": 14}]}""")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public List<String> words() {
        return List.of(
                "[\"eq\", \"$",
                "[\"starts-with\", \"$key\", \"\"]",
                "[\"content-length-range\", ",
                "+999999999-12-31T23:59:59.999999999-18:00",
                "-999999999-01-01T00:00:00+18:00",
                "{\"\":\"\"}",
                "[[[[[[[[",
                "null",
                "1e400",
                "\\q",
                "\\ud800");
    }

    @Override
    public void check(byte[] input) {
        PostPolicy policy;
        try {
            policy = PostPolicy.parse(Base64.getEncoder().encodeToString(input));
        } catch (PostPolicyException e) {
            assertThat(e.kind()).isEqualTo(PostPolicyException.Kind.INVALID_POLICY_DOCUMENT);
            assertThat(e).message().startsWith("Invalid Policy: ");
            return;
        }
        assertThat(policy.length().min()).isBetween(0L, policy.length().max());
        refusedOrHeld(policy, FORM);
        assertThatThrownBy(() -> policy.verify("pictures", FORM, Instant.MAX)).isInstanceOf(PostPolicyException.class);
        assertThatThrownBy(() -> policy.verify("pictures", FORM.with("\u0001", ""), NOW))
                .isInstanceOf(PostPolicyException.class);
    }

    private static void refusedOrHeld(PostPolicy policy, FormFields form) {
        try {
            policy.verify("pictures", form, NOW);
        } catch (PostPolicyException e) {
            assertThat(e.kind()).isEqualTo(PostPolicyException.Kind.ACCESS_DENIED);
        }
    }
}
