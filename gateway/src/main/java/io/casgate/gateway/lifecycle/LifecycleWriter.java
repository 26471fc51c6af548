package io.casgate.gateway.lifecycle;

import io.casgate.gateway.lifecycle.LifecycleFilter.Form;
import io.casgate.gateway.lifecycle.LifecycleRule.Expiration;
import io.casgate.gateway.lifecycle.LifecycleRule.NoncurrentExpiration;
import io.casgate.gateway.lifecycle.LifecycleRule.NoncurrentTransition;
import io.casgate.gateway.lifecycle.LifecycleRule.Transition;
import io.casgate.gateway.lifecycle.LifecycleRule.When;
import io.casgate.gateway.s3.request.HttpDates;
import io.casgate.gateway.s3.xml.XmlWriter;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes rules as GetBucketLifecycleConfiguration shows them; {@link LifecycleReader} reads the same back. */
public final class LifecycleWriter {
    private LifecycleWriter() {}

    public static XmlWriter write(LifecycleConfiguration configuration) {
        XmlWriter xml = XmlWriter.document("LifecycleConfiguration");
        configuration.rules().forEach(rule -> write(rule, xml));
        return xml;
    }

    private static void write(LifecycleRule rule, XmlWriter xml) {
        xml.begin("Rule").element("ID", rule.id());
        if (rule.filter().form() == Form.PREFIX_OF_RULE) {
            xml.element("Prefix", rule.filter().keyPrefix());
        } else {
            write(rule.filter(), xml);
        }
        xml.element("Status", rule.isEnabled() ? "Enabled" : "Disabled");
        write(rule.expiration(), xml);
        write(rule.noncurrent(), xml);
        rule.transitions().forEach(transition -> write(transition, xml));
        rule.noncurrentTransitions().forEach(transition -> write(transition, xml));
        if (rule.abortAfterDays() != null) {
            xml.begin("AbortIncompleteMultipartUpload")
                    .element("DaysAfterInitiation", rule.abortAfterDays())
                    .end();
        }
        xml.end();
    }

    private static void write(LifecycleFilter filter, XmlWriter xml) {
        boolean wrapped = filter.parts() > 1;
        xml.begin("Filter");
        if (wrapped) {
            xml.begin("And");
        }
        xml.optional("Prefix", filter.prefix());
        new TreeMap<>(filter.tags())
                .forEach((key, value) -> xml.begin("Tag")
                        .element("Key", key)
                        .element("Value", value)
                        .end());
        if (filter.above() != null) {
            xml.element("ObjectSizeGreaterThan", filter.above());
        }
        if (filter.below() != null) {
            xml.element("ObjectSizeLessThan", filter.below());
        }
        if (wrapped) {
            xml.end();
        }
        xml.end();
    }

    private static void write(@Nullable Expiration expiration, XmlWriter xml) {
        if (expiration == null) {
            return;
        }
        xml.begin("Expiration");
        switch (expiration) {
            case When when -> write(when, xml);
            case Expiration.DeleteMarkers(boolean removed) ->
                xml.element("ExpiredObjectDeleteMarker", Boolean.toString(removed));
        }
        xml.end();
    }

    private static void write(When when, XmlWriter xml) {
        switch (when) {
            case Expiration.AfterDays(int days) -> xml.element("Days", days);
            case Expiration.OnDate(var date) -> xml.element("Date", HttpDates.xml(date));
        }
    }

    private static void write(@Nullable NoncurrentExpiration noncurrent, XmlWriter xml) {
        if (noncurrent != null) {
            xml.begin("NoncurrentVersionExpiration");
            writeNoncurrent(noncurrent.days(), noncurrent.kept(), xml);
            xml.end();
        }
    }

    private static void writeNoncurrent(int days, int kept, XmlWriter xml) {
        xml.element("NoncurrentDays", days);
        if (kept > 0) {
            xml.element("NewerNoncurrentVersions", kept);
        }
    }

    private static void write(Transition transition, XmlWriter xml) {
        xml.begin("Transition");
        write(transition.when(), xml);
        xml.element("StorageClass", transition.to().name()).end();
    }

    private static void write(NoncurrentTransition transition, XmlWriter xml) {
        xml.begin("NoncurrentVersionTransition");
        writeNoncurrent(transition.days(), transition.kept(), xml);
        xml.element("StorageClass", transition.to().name()).end();
    }
}
