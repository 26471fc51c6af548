package io.casgate.gateway.s3.operation.object;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.Condition;
import io.casgate.catalog.DeleteMarker;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.ObjectLock.Bypass;
import io.casgate.catalog.Objects.Removal;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.VersionId;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.error.S3Failures;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.Call;
import io.casgate.gateway.s3.operation.Documents;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.operation.lock.GovernanceBypass;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.EntityTags;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.KeyName;
import io.casgate.gateway.s3.request.PercentEncoding;
import io.casgate.gateway.s3.request.WriteConditions;
import io.casgate.gateway.s3.xml.XmlElement;
import io.casgate.gateway.s3.xml.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes up to 1000 objects. Each key succeeds or fails by itself; a few are removed at a time. */
public final class DeleteObjects implements BucketOperation<DeleteObjects.Input> {
    private static final Logger LOG = LoggerFactory.getLogger(DeleteObjects.class);
    private static final int MAX_KEYS = 1000;
    private static final int AT_A_TIME = 16;

    private final Catalog catalog;

    public DeleteObjects(Catalog catalog) {
        this.catalog = catalog;
    }

    /** {@code bypass} is of retention in governance mode. */
    public record Input(Bypass bypass, BodyDeclaration body) {}

    @Override
    public Input parse(Fields fields) {
        fields.refuse("x-amz-mfa");
        return new Input(GovernanceBypass.parse(fields), BodyDeclaration.parseVouched(fields));
    }

    @Override
    public S3Action action(Input input) {
        return S3Action.DELETE_OBJECT;
    }

    @Override
    public Response execute(Input input, BucketCall call) {
        XmlElement document = Documents.read(call, input.body(), "Delete");
        List<XmlElement> objects = document.children("Object");
        if (objects.isEmpty() || objects.size() > MAX_KEYS) {
            throw S3Error.MALFORMED_XML.exception();
        }
        List<Target> targets = objects.stream().map(Target::parse).toList();
        boolean quiet = "true".equals(document.optionalText("Quiet"));
        return Responses.xml(render(targets, deleteAll(targets, call, input.bypass()), quiet));
    }

    private List<Outcome> deleteAll(List<Target> targets, BucketCall call, Bypass bypass) {
        Semaphore permits = new Semaphore(AT_A_TIME);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> outcomes = new ArrayList<>(targets.size());
            for (Target target : targets) {
                permits.acquire();
                outcomes.add(executor.submit(() -> {
                    try {
                        return delete(target, call, bypass);
                    } finally {
                        permits.release();
                    }
                }));
            }
            List<Outcome> done = new ArrayList<>(targets.size());
            for (Future<Outcome> outcome : outcomes) {
                done.add(outcome.get());
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while deleting", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Deleting failed", e.getCause());
        }
    }

    private Outcome delete(Target target, BucketCall call, Bypass bypass) {
        try {
            ObjectKey key = new ObjectKey(KeyName.requireValid(target.key));
            VersionId version = target.requireVersion();
            call.access().require(DeleteObject.action(version), key, version);
            Removal removal = DeleteObject.remove(catalog.objects(), call, key, version, target.condition, bypass);
            return switch (removal) {
                case Removal.Removed(StoredVersion removed) ->
                    new Done(removed instanceof DeleteMarker marker ? marker : null);
                case Removal.Marked(DeleteMarker marker) -> new Done(marker);
                case Removal.Absent _ -> new Done(null);
                case Removal.PreconditionFailed _ -> new Failed(Conditions.preconditionFailed(target.condition));
                case Removal.Locked _ -> new Failed(DeleteObject.locked());
            };
        } catch (RuntimeException e) {
            S3Exception described = S3Failures.describe(e);
            log(call, target, described, e);
            return new Failed(described);
        }
    }

    /** The response is 200, so that nobody else logs what is our own failure. */
    private static void log(Call call, Target target, S3Exception described, RuntimeException failure) {
        String key = PercentEncoding.encode(target.key);
        if (described.error() == S3Error.SLOW_DOWN) {
            LOG.warn("{} {} not deleted: {}", call.http().id(), key, failure.getMessage());
        } else if (described.error() == S3Error.INTERNAL_ERROR) {
            LOG.error("{} {} not deleted", call.http().id(), key, failure);
        }
    }

    /** What became of one key. */
    private sealed interface Outcome {}

    /** Done; {@code marker} is the delete marker that was made or removed, or null. */
    private record Done(@Nullable DeleteMarker marker) implements Outcome {}

    private record Failed(S3Exception reason) implements Outcome {}

    private static XmlWriter render(List<Target> targets, List<Outcome> outcomes, boolean quiet) {
        XmlWriter xml = XmlWriter.document("DeleteResult");
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            switch (outcomes.get(i)) {
                case Failed(S3Exception reason) -> {
                    target.write(xml.begin("Error"));
                    xml.element("Code", reason.error().code())
                            .element("Message", reason.message())
                            .end();
                }
                case Done _ when quiet -> {}
                case Done done -> writeDone(target, done, xml);
            }
        }
        return xml;
    }

    private static void writeDone(Target target, Done done, XmlWriter xml) {
        target.write(xml.begin("Deleted"));
        if (done.marker != null) {
            xml.element("DeleteMarker", "true")
                    .element("DeleteMarkerVersionId", done.marker.id().text());
        }
        xml.end();
    }

    /** What one Object element names; {@code version} is empty when it names none. */
    private record Target(String key, String version, Condition condition) {
        static Target parse(XmlElement object) {
            String key = object.requiredText("Key");
            if (key.isEmpty()) {
                throw S3Error.MALFORMED_XML.exception();
            }
            String version = object.optionalText("VersionId");
            String etag = object.optionalText("ETag");
            Condition condition = WriteConditions.removal(
                    etag == null ? null : EntityTags.parse(etag),
                    object.optionalText("LastModifiedTime"),
                    object.optionalText("Size"));
            return new Target(key, version == null ? "" : version, condition);
        }

        /** Null for the current object. */
        @Nullable
        VersionId requireVersion() {
            return version.isEmpty() ? null : VersionId.parse(version).orElseThrow(S3Error.NO_SUCH_VERSION::exception);
        }

        void write(XmlWriter xml) {
            xml.element("Key", key);
            if (!version.isEmpty()) {
                xml.element("VersionId", version);
            }
        }
    }
}
