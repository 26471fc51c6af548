package io.casgate.gateway.lifecycle;

import io.casgate.gateway.lifecycle.LifecycleRule.Expiration;
import io.casgate.gateway.lifecycle.LifecycleRule.NoncurrentExpiration;
import io.casgate.gateway.lifecycle.LifecycleRule.NoncurrentTransition;
import io.casgate.gateway.lifecycle.LifecycleRule.Transition;
import io.casgate.gateway.lifecycle.LifecycleRule.When;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.xml.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the transitions of a rule, and refuses those that AWS refuses.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Transition.html">AWS: Transition</a>
 */
final class TransitionReader {
    private TransitionReader() {}

    static List<Transition> current(XmlElement rule, @Nullable Expiration expiration) {
        List<Transition> transitions = rule.children("Transition").stream()
                .map(TransitionReader::current)
                .toList();
        requireDistinct(transitions.stream().map(Transition::to).toList());
        for (Transition transition : transitions) {
            requireBefore(transition.when(), expiration);
        }
        return transitions;
    }

    private static Transition current(XmlElement element) {
        String days = element.optionalText("Days");
        String date = element.optionalText("Date");
        if ((days == null) == (date == null)) {
            throw S3Error.MALFORMED_XML.exception();
        }
        if (date != null) {
            return new Transition(new Expiration.OnDate(LifecycleReader.midnight(date)), to(element));
        }
        TransitionClass to = to(element);
        return new Transition(new Expiration.AfterDays(days(days, to, "'Days' in Transition action")), to);
    }

    static List<NoncurrentTransition> noncurrent(XmlElement rule, @Nullable NoncurrentExpiration expiration) {
        List<NoncurrentTransition> transitions = rule.children("NoncurrentVersionTransition").stream()
                .map(TransitionReader::noncurrent)
                .toList();
        requireDistinct(transitions.stream().map(NoncurrentTransition::to).toList());
        for (NoncurrentTransition transition : transitions) {
            if (expiration != null && transition.days() >= expiration.days()) {
                throw S3Error.INVALID_ARGUMENT.exception(
                        "'NoncurrentDays' in the NoncurrentVersionExpiration action must"
                                + " be greater than 'NoncurrentDays' in the NoncurrentVersionTransition action");
            }
        }
        return transitions;
    }

    private static NoncurrentTransition noncurrent(XmlElement element) {
        TransitionClass to = to(element);
        String action = "'NoncurrentDays' in NoncurrentVersionTransition action";
        return new NoncurrentTransition(
                days(element.requiredText("NoncurrentDays"), to, action), LifecycleReader.kept(element), to);
    }

    /** What is archived must be restored before it is read, on AWS: to label objects so would keep clients from reading. */
    private static TransitionClass to(XmlElement element) {
        String name = element.requiredText("StorageClass");
        if (name.equals("GLACIER") || name.equals("DEEP_ARCHIVE")) {
            throw S3Error.NOT_IMPLEMENTED.exception("Transitions to " + name + " are not implemented.");
        }
        return TransitionClass.find(name).orElseThrow(S3Error.MALFORMED_XML::exception);
    }

    private static int days(@Nullable String text, TransitionClass to, String what) {
        return LifecycleReader.number(
                String.valueOf(text),
                to.leastDays(),
                what + " must be greater than or equal to " + to.leastDays() + " for storageClass '" + to + "'");
    }

    private static void requireDistinct(List<TransitionClass> classes) {
        if (classes.stream().distinct().count() < classes.size()) {
            throw S3Error.INVALID_REQUEST.exception("'StorageClass' must be different for the transitions of a rule");
        }
    }

    private static void requireBefore(When transition, @Nullable Expiration expiration) {
        switch (expiration) {
            case Expiration.AfterDays(int days) -> {
                if (!(transition instanceof Expiration.AfterDays(int earlier))) {
                    throw mixed();
                }
                requireLess(earlier < days, "Days");
            }
            case Expiration.OnDate(var date) -> {
                if (!(transition instanceof Expiration.OnDate(var earlier))) {
                    throw mixed();
                }
                requireLess(earlier.isBefore(date), "Date");
            }
            case Expiration.DeleteMarkers _ -> {}
            case null -> {}
        }
    }

    private static RuntimeException mixed() {
        return S3Error.INVALID_REQUEST.exception(
                "Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule");
    }

    private static void requireLess(boolean holds, String what) {
        if (!holds) {
            throw S3Error.INVALID_ARGUMENT.exception("'" + what + "' in the Expiration action must be later than '"
                    + what + "' in the Transition action");
        }
    }
}
