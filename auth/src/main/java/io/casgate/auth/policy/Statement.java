package io.casgate.auth.policy;

import io.casgate.auth.Requester;
import java.util.List;
import java.util.Set;

/**
 * One rule of a policy: it applies to a request that all of its elements fit.
 *
 * @param actions all that its Action or NotAction comes to
 */
record Statement(
        Effect effect, Principals principals, Set<S3Action> actions, Resources resources, List<Condition> conditions) {
    enum Effect {
        ALLOW,
        DENY
    }

    /** Whether a list is of what is meant, or of all that is not. */
    enum Sense {
        ONLY,
        ALL_BUT
    }

    record Principals(Sense sense, List<Principal> list) {
        boolean include(Requester requester) {
            return list.stream().anyMatch(principal -> principal.matches(requester)) == (sense == Sense.ONLY);
        }
    }

    record Resources(Sense sense, List<Template> list) {
        boolean include(String resource, RequestContext context) {
            return list.stream().anyMatch(template -> fits(template, resource, context)) == (sense == Sense.ONLY);
        }

        private static boolean fits(Template template, String resource, RequestContext context) {
            Wildcards pattern = template.pattern(context);
            return pattern != null && pattern.matches(resource);
        }
    }

    boolean appliesTo(PolicyRequest request) {
        return actions.contains(request.action())
                && principals.include(request.requester())
                && resources.include(request.resource(), request.context())
                && conditions.stream().allMatch(condition -> condition.holds(request.context()));
    }
}
