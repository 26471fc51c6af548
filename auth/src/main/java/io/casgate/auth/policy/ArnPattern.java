package io.casgate.auth.policy;

import java.util.ArrayList;
import java.util.List;

/** An Amazon resource name whose six components are patterns, each for itself. Immutable. */
record ArnPattern(List<Template> components) {
    private static final int COMPONENTS = 6;

    /** @throws IllegalArgumentException when there are not six components */
    static ArnPattern parse(String text, PolicyVersion version) {
        List<Template> components = new ArrayList<>();
        for (String component : split(text, version)) {
            components.add(Template.parse(component, version));
        }
        if (components.size() != COMPONENTS) {
            throw new IllegalArgumentException("Not an ARN: " + text);
        }
        return new ArnPattern(List.copyOf(components));
    }

    boolean matches(String arn, RequestContext context) {
        String[] parts = arn.split(":", COMPONENTS);
        if (parts.length != COMPONENTS) {
            return false;
        }
        for (int i = 0; i < COMPONENTS; i++) {
            Wildcards pattern = components.get(i).pattern(context);
            if (pattern == null || !pattern.matches(parts[i])) {
                return false;
            }
        }
        return true;
    }

    /** At colons, but not at those in variables. The last component may have colons itself. */
    private static List<String> split(String text, PolicyVersion version) {
        List<String> pieces = new ArrayList<>();
        int begin = 0;
        boolean inVariable = false;
        for (int i = 0; i < text.length() && pieces.size() < COMPONENTS - 1; i++) {
            if (version.hasVariables() && text.startsWith("${", i)) {
                inVariable = true;
            } else if (text.charAt(i) == '}') {
                inVariable = false;
            } else if (text.charAt(i) == ':' && !inVariable) {
                pieces.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        pieces.add(text.substring(begin));
        return pieces;
    }
}
