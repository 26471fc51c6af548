package io.casgate.auth.post;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the policy of a form. Of one parse. */
final class PostPolicyParser {
    /** AWS's own examples end lists in a comma, and escape dollar signs. */
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final List<FieldCondition> conditions = new ArrayList<>();
    private LengthRange length = LengthRange.ANY;

    private PostPolicyParser() {}

    static PostPolicy parse(String base64) {
        JsonNode policy = read(base64);
        if (!policy.isObject()) {
            throw PostPolicyException.malformed("Invalid JSON.");
        }
        Instant expiration = expiration(policy);
        PostPolicyParser parser = new PostPolicyParser();
        parser.addAll(policy.path("conditions"));
        return new PostPolicy(expiration, parser.conditions, parser.length);
    }

    private static JsonNode read(String base64) {
        try {
            byte[] json = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
            return JSON.readTree(new String(json, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw PostPolicyException.malformed("Invalid Base64.");
        } catch (JsonProcessingException e) {
            throw PostPolicyException.malformed("Invalid JSON.");
        }
    }

    private static Instant expiration(JsonNode policy) {
        JsonNode expiration = policy.path("expiration");
        if (expiration.isMissingNode()) {
            throw PostPolicyException.malformed("Policy missing expiration.");
        }
        try {
            return OffsetDateTime.parse(expiration.asText()).toInstant();
        } catch (DateTimeException e) {
            throw PostPolicyException.malformed("Invalid 'expiration' value: '" + expiration.asText() + "'");
        }
    }

    private void addAll(JsonNode list) {
        if (list.isMissingNode()) {
            throw PostPolicyException.malformed("Policy missing conditions.");
        }
        if (!list.isArray()) {
            throw PostPolicyException.malformed("Invalid 'conditions' value: must be a List.");
        }
        for (JsonNode condition : list) {
            if (condition.isObject()) {
                addSimple(condition);
            } else if (condition.isArray() && condition.size() == 3) {
                addOperator(condition);
            } else {
                throw invalidCondition(condition);
            }
        }
    }

    private void addSimple(JsonNode condition) {
        if (condition.size() != 1) {
            throw PostPolicyException.malformed(
                    "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
        }
        Map.Entry<String, JsonNode> property = condition.properties().iterator().next();
        conditions.add(new FieldCondition.Equals(lower(property.getKey()), scalar(property.getValue())));
    }

    private void addOperator(JsonNode condition) {
        switch (lower(scalar(condition.get(0)))) {
            case "eq" -> conditions.add(new FieldCondition.Equals(field(condition.get(1)), scalar(condition.get(2))));
            case "starts-with" ->
                conditions.add(new FieldCondition.StartsWith(field(condition.get(1)), scalar(condition.get(2))));
            case "content-length-range" -> narrow(bytes(condition.get(1)), bytes(condition.get(2)));
            default -> throw invalidCondition(condition);
        }
    }

    private void narrow(long min, long max) {
        long from = Math.max(length.min(), min);
        long to = Math.min(length.max(), max);
        if (to < from) {
            throw PostPolicyException.malformed("Invalid content-length-range: no length fits");
        }
        length = new LengthRange(from, to);
    }

    private static long bytes(JsonNode node) {
        try {
            long bytes = Long.parseLong(scalar(node));
            if (bytes >= 0) {
                return bytes;
            }
        } catch (NumberFormatException e) {
            // Reported below, like negative numbers.
        }
        throw PostPolicyException.malformed("Invalid content-length-range: " + node);
    }

    private static String field(JsonNode node) {
        String name = scalar(node);
        if (!name.startsWith("$")) {
            throw PostPolicyException.malformed("Invalid Condition: " + name + " must begin with '$'.");
        }
        return lower(name.substring(1));
    }

    private static String scalar(JsonNode node) {
        if (!node.isTextual() && !node.isNumber()) {
            throw invalidCondition(node);
        }
        return node.asText();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static PostPolicyException invalidCondition(JsonNode node) {
        return PostPolicyException.malformed("Invalid Condition: " + node);
    }
}
