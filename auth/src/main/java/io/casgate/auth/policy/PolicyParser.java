package io.casgate.auth.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.casgate.auth.policy.Statement.Effect;
import io.casgate.auth.policy.Statement.Principals;
import io.casgate.auth.policy.Statement.Resources;
import io.casgate.auth.policy.Statement.Sense;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the text of a policy, and refuses what AWS refuses. Of one parse. */
final class PolicyParser {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private static final Set<String> POLICY_ELEMENTS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private final String bucket;
    private PolicyVersion version = PolicyVersion.V2008;

    PolicyParser(String bucket) {
        this.bucket = bucket;
    }

    BucketPolicy parse(byte[] json) {
        if (json.length > BucketPolicy.MAX_BYTES) {
            throw malformed("Policy exceeds the maximum allowed size of " + BucketPolicy.MAX_BYTES + " bytes");
        }
        JsonNode policy = read(json);
        requireKnown(policy, POLICY_ELEMENTS);
        version = version(policy.get("Version"));
        optionalText(policy, "Id");
        List<Statement> statements = new ArrayList<>();
        for (JsonNode statement : list(required(policy, "Statement"))) {
            statements.add(statement(statement));
        }
        if (statements.isEmpty()) {
            throw malformed("Could not parse the policy: Statement is empty!");
        }
        return new BucketPolicy(statements);
    }

    private static JsonNode read(byte[] json) {
        String text = new String(json, StandardCharsets.UTF_8);
        if (!text.startsWith("{")) {
            throw malformed("Policies must be valid JSON and the first byte must be '{'");
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw malformed("This policy contains invalid Json");
        }
    }

    private static PolicyVersion version(@Nullable JsonNode node) {
        if (node == null) {
            return PolicyVersion.V2008;
        }
        PolicyVersion version = PolicyVersion.of(text(node, "Version"));
        if (version == null) {
            throw malformed("The policy must contain a valid version string");
        }
        return version;
    }

    private Statement statement(JsonNode node) {
        if (!node.isObject()) {
            throw malformed("Statement must be an object or a list of objects");
        }
        requireKnown(node, STATEMENT_ELEMENTS);
        optionalText(node, "Sid");
        Effect effect = effect(text(required(node, "Effect"), "Effect"));
        Principals principals = principals(node);
        if (effect == Effect.ALLOW && principals.sense() == Sense.ALL_BUT) {
            throw malformed("Allow with NotPrincipal is not allowed");
        }
        return new Statement(effect, principals, actions(node), resources(node), conditions(node));
    }

    private static Effect effect(String text) {
        return switch (text) {
            case "Allow" -> Effect.ALLOW;
            case "Deny" -> Effect.DENY;
            default -> throw malformed("Invalid effect: " + text);
        };
    }

    private static Principals principals(JsonNode statement) {
        Sense sense = sense(statement, "Principal");
        JsonNode node = statement.get(name("Principal", sense));
        List<Principal> principals = new ArrayList<>();
        if (node.isTextual()) {
            if (!node.textValue().equals("*")) {
                throw malformed("Invalid principal in policy");
            }
            principals.add(new Principal.Everyone());
        } else if (node.isObject()) {
            node.properties().forEach(entry -> principals.addAll(principals(entry)));
        }
        if (principals.isEmpty()) {
            throw malformed("Invalid principal in policy");
        }
        return new Principals(sense, List.copyOf(principals));
    }

    private static List<Principal> principals(Map.Entry<String, JsonNode> kind) {
        List<Principal> principals = new ArrayList<>();
        for (JsonNode node : list(kind.getValue())) {
            String text = node.isTextual() ? node.textValue() : "";
            Principal principal = switch (kind.getKey()) {
                case "AWS" -> Principal.aws(text);
                case "CanonicalUser" -> Principal.canonical(text);
                case "Service", "Federated" -> text.isEmpty() ? null : new Principal.Stranger(text);
                default -> null;
            };
            if (principal == null) {
                throw malformed("Invalid principal in policy");
            }
            principals.add(principal);
        }
        return principals;
    }

    private static Set<S3Action> actions(JsonNode statement) {
        Sense sense = sense(statement, "Action");
        EnumSet<S3Action> actions = EnumSet.noneOf(S3Action.class);
        for (String pattern : texts(statement, name("Action", sense))) {
            Set<S3Action> fitting = fitting(pattern);
            if (fitting.isEmpty()) {
                throw malformed("Policy has invalid action");
            }
            actions.addAll(fitting);
        }
        return sense == Sense.ONLY ? actions : EnumSet.complementOf(actions);
    }

    private static Set<S3Action> fitting(String pattern) {
        Wildcards wildcards = Wildcards.of(pattern.toLowerCase(Locale.ROOT));
        EnumSet<S3Action> actions = EnumSet.noneOf(S3Action.class);
        for (S3Action action : S3Action.values()) {
            if (wildcards.matches(action.policyName().toLowerCase(Locale.ROOT))) {
                actions.add(action);
            }
        }
        return actions;
    }

    private Resources resources(JsonNode statement) {
        Sense sense = sense(statement, "Resource");
        List<Template> resources = new ArrayList<>();
        for (String text : texts(statement, name("Resource", sense))) {
            Template template = Template.parse(text, version);
            requireOfBucket(template.widestPattern());
            resources.add(template);
        }
        return new Resources(sense, List.copyOf(resources));
    }

    private void requireOfBucket(Wildcards pattern) {
        if (!pattern.matches(S3Arn.bucket(bucket)) && !pattern.canMatchAfter(S3Arn.object(bucket, ""))) {
            throw malformed("Policy has invalid resource");
        }
    }

    private List<Condition> conditions(JsonNode statement) {
        JsonNode block = statement.get("Condition");
        if (block == null) {
            return List.of();
        }
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : object(block).properties()) {
            for (Map.Entry<String, JsonNode> demand :
                    object(operator.getValue()).properties()) {
                conditions.add(ConditionParser.parse(operator.getKey(), demand.getKey(), values(demand), version));
            }
        }
        return List.copyOf(conditions);
    }

    private static JsonNode object(JsonNode node) {
        if (!node.isObject()) {
            throw malformed("Condition must be an object of operators, and each of these an object of keys");
        }
        return node;
    }

    private static List<String> values(Map.Entry<String, JsonNode> demand) {
        List<String> values = new ArrayList<>();
        for (JsonNode node : list(demand.getValue())) {
            if (!node.isTextual() && !node.isNumber() && !node.isBoolean()) {
                throw malformed("Invalid value for condition key " + demand.getKey());
            }
            values.add(node.asText());
        }
        return values;
    }

    /** Of an element and its Not form, a statement has exactly one. */
    private static Sense sense(JsonNode statement, String element) {
        boolean only = statement.has(element);
        boolean allBut = statement.has(name(element, Sense.ALL_BUT));
        if (only && allBut) {
            throw malformed("Statement has both " + element + " and Not" + element);
        }
        if (!only && !allBut) {
            throw malformed("Missing required field " + element);
        }
        return only ? Sense.ONLY : Sense.ALL_BUT;
    }

    private static String name(String element, Sense sense) {
        return sense == Sense.ONLY ? element : "Not" + element;
    }

    private static void requireKnown(JsonNode node, Set<String> elements) {
        node.fieldNames().forEachRemaining(field -> {
            if (!elements.contains(field)) {
                throw malformed("Unknown field " + field);
            }
        });
    }

    private static JsonNode required(JsonNode node, String element) {
        JsonNode child = node.get(element);
        if (child == null) {
            throw malformed("Missing required field " + element);
        }
        return child;
    }

    private static void optionalText(JsonNode node, String element) {
        JsonNode child = node.get(element);
        if (child != null) {
            text(child, element);
        }
    }

    private static List<String> texts(JsonNode node, String element) {
        List<String> texts = new ArrayList<>();
        for (JsonNode child : list(required(node, element))) {
            texts.add(text(child, element));
        }
        if (texts.isEmpty()) {
            throw malformed("Missing required field " + element + " cannot be empty!");
        }
        return texts;
    }

    private static String text(JsonNode node, String element) {
        if (!node.isTextual()) {
            throw malformed(element + " must be a string");
        }
        return node.textValue();
    }

    /** A list, or what may stand in place of a list of one. */
    private static Iterable<JsonNode> list(JsonNode node) {
        return node.isArray() ? node : List.of(node);
    }

    private static MalformedPolicyException malformed(String message) {
        return new MalformedPolicyException(message);
    }
}
