package io.casgate.auth.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text of a policy that may have variables in it, such as <code>home/${aws:username}/*</code>. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">AWS: Variables and
 *     tags</a>
 */
final class Template {
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{(?:([*?$])|([^{},'\\s]++)\\s*+(?:,\\s*+'([^']*+)'\\s*+)?)}");

    sealed interface Part {
        /** Stands for itself, also where it looks like a wildcard. */
        record Literal(String text) implements Part {}

        /** Wildcards are wildcards, for those who know them. */
        record Written(String text) implements Part {}

        record Variable(String key, @Nullable String otherwise) implements Part {}
    }

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** @throws MalformedPolicyException when what looks like a variable is none */
    static Template parse(String text, PolicyVersion version) {
        if (!version.hasVariables() || !text.contains("${")) {
            return new Template(List.of(new Part.Written(text)));
        }
        List<Part> parts = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(text);
        int end = 0;
        while (matcher.find()) {
            parts.add(written(text.substring(end, matcher.start())));
            parts.add(
                    matcher.group(1) != null
                            ? new Part.Literal(matcher.group(1))
                            : new Part.Variable(matcher.group(2), matcher.group(3)));
            end = matcher.end();
        }
        parts.add(written(text.substring(end)));
        return new Template(parts);
    }

    private static Part written(String text) {
        if (text.contains("${")) {
            throw new MalformedPolicyException("Policy contains an invalid variable: " + text);
        }
        return new Part.Written(text);
    }

    /** The pattern this is for a request, or null when the request has not one value for each of the variables. */
    @Nullable
    Wildcards pattern(RequestContext context) {
        Wildcards.Builder pattern = new Wildcards.Builder();
        for (Part part : parts) {
            switch (part) {
                case Part.Literal(String text) -> pattern.literal(text);
                case Part.Written(String text) -> pattern.pattern(text);
                case Part.Variable variable -> {
                    String value = valueOf(variable, context);
                    if (value == null) {
                        return null;
                    }
                    pattern.literal(value);
                }
            }
        }
        return pattern.build();
    }

    /** The pattern of all that this may be for some request: variables can have any value. */
    Wildcards widestPattern() {
        Wildcards.Builder pattern = new Wildcards.Builder();
        for (Part part : parts) {
            switch (part) {
                case Part.Literal(String text) -> pattern.literal(text);
                case Part.Written(String text) -> pattern.pattern(text);
                case Part.Variable variable -> pattern.pattern("*");
            }
        }
        return pattern.build();
    }

    /** The text this is for a request, or null when the request has not one value for each of the variables. */
    @Nullable
    String text(RequestContext context) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            String piece = switch (part) {
                case Part.Literal(String literal) -> literal;
                case Part.Written(String written) -> written;
                case Part.Variable variable -> valueOf(variable, context);
            };
            if (piece == null) {
                return null;
            }
            text.append(piece);
        }
        return text.toString();
    }

    private static @Nullable String valueOf(Part.Variable variable, RequestContext context) {
        List<String> values = context.values(variable.key());
        return values.size() == 1 ? values.getFirst() : variable.otherwise();
    }
}
