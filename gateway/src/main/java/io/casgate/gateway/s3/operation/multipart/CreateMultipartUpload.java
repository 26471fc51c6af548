package io.casgate.gateway.s3.operation.multipart;

import io.casgate.auth.Identity;
import io.casgate.auth.acl.Acl;
import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.ObjectDescription;
import io.casgate.catalog.Upload;
import io.casgate.catalog.Uploads;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.digest.ChecksumType;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.lifecycle.LifecycleHeaders;
import io.casgate.gateway.s3.access.AclText;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.operation.lock.LockHeaders;
import io.casgate.gateway.s3.operation.lock.ObjectLocks;
import io.casgate.gateway.s3.operation.object.Checksums;
import io.casgate.gateway.s3.operation.tagging.NewTags;
import io.casgate.gateway.s3.request.AclHeaders;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.KeptHeaders;
import io.casgate.gateway.s3.request.ObjectChecksums;
import io.casgate.gateway.s3.request.Refusals;
import io.casgate.gateway.s3.request.TagSet;
import io.casgate.gateway.s3.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/** Begins an upload in parts. */
public final class CreateMultipartUpload implements ObjectOperation<CreateMultipartUpload.Input> {
    private final Catalog catalog;
    private final ObjectLocks locks;
    private final LifecycleHeaders lifecycle;

    public CreateMultipartUpload(Catalog catalog, ObjectLocks locks, LifecycleHeaders lifecycle) {
        this.catalog = catalog;
        this.locks = locks;
        this.lifecycle = lifecycle;
    }

    /** {@code checksumType} is null when the request names no algorithm. */
    public record Input(
            KeptHeaders headers,
            TagSet tags,
            AclHeaders acl,
            LockHeaders lock,
            @Nullable ChecksumAlgorithm checksumAlgorithm,
            @Nullable ChecksumType checksumType) {}

    @Override
    public Input parse(Fields fields) {
        Refusals.newObject(fields);
        ChecksumAlgorithm algorithm = ObjectChecksums.algorithm(fields);
        ChecksumType type = ObjectChecksums.type(fields);
        if (algorithm == null && type != null) {
            throw S3Error.INVALID_REQUEST.exception("The " + ObjectChecksums.TYPE + " header can only be used with the "
                    + ObjectChecksums.ALGORITHM + " header.");
        }
        if (algorithm != null && type == null) {
            type = algorithm.defaultMultipartType();
        }
        if (algorithm != null && type != null && !algorithm.supports(type)) {
            throw S3Error.INVALID_REQUEST.exception(
                    "The " + type + " checksum type cannot be used with the " + algorithm + " checksum algorithm.");
        }
        return new Input(
                KeptHeaders.parse(fields),
                TagSet.inHeader(fields),
                AclHeaders.parse(fields),
                LockHeaders.parse(fields),
                algorithm,
                type);
    }

    @Override
    public S3Action action(Input input) {
        return S3Action.PUT_OBJECT;
    }

    @Override
    public Response execute(Input input, ObjectCall call) {
        Identity initiator =
                call.requireIdentity("Anonymous users cannot initiate multipart uploads. Please authenticate.");
        Acl acl = call.access().newObject(call.key(), input.acl());
        ChecksumAlgorithm algorithm = input.checksumAlgorithm();
        ChecksumType type = input.checksumType();
        Upload upload = catalog.uploads()
                .create(
                        call.bucket(),
                        call.key(),
                        new Uploads.NewUpload(
                                ObjectDescription.of(initiator.canonicalId())
                                        .withAcl(AclText.write(acl, initiator.canonicalId()))
                                        .withHeaders(input.headers().headers())
                                        .withMetadata(input.headers().metadata())
                                        .withTags(NewTags.require(call, input.tags()))
                                        .withLock(locks.ofNew(call, input.lock())),
                                algorithm == null ? null : algorithm.name(),
                                type == null ? null : Checksums.storedType(type)));

        Headers.Builder headers = Headers.builder();
        if (algorithm != null && type != null) {
            headers.add("x-amz-checksum-algorithm", algorithm.name());
            headers.add(Checksums.TYPE_HEADER, type.name());
        }
        XmlWriter xml = XmlWriter.document("InitiateMultipartUploadResult")
                .element("Bucket", call.bucket().name())
                .element("Key", call.key().value())
                .element("UploadId", upload.id().toString());
        lifecycle.addAbortion(headers, call.bucket(), call.key(), upload.initiated());
        return Responses.xml(xml, headers);
    }
}
