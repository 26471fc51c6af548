package io.casgate.gateway.s3.operation.form;

import io.casgate.auth.policy.S3Action;
import io.casgate.auth.post.LengthRange;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.StoredObject;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.body.BodyIntake;
import io.casgate.gateway.s3.body.FormPayload;
import io.casgate.gateway.s3.body.MultipartForm;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketDoor;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.object.PutObject;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.Fields;

/**
 * Stores the file of a browser's form. Who sends it is whom the form's signature names; whether the request itself is
 * signed does not matter.
 */
public final class PostObject implements BucketOperation<PostObject.Input> {
    private final PutObject put;
    private final BucketDoor door;
    private final FormPolicies policies;

    /** Stores as {@code put} does. */
    public PostObject(PutObject put, BucketDoor door, FormPolicies policies) {
        this.put = put;
        this.door = door;
        this.policies = policies;
    }

    /** {@code length} is that of the whole form. */
    public record Input(String boundary, long length) {}

    @Override
    public Input parse(Fields fields) {
        String boundary = MultipartForm.boundary(fields.header("Content-Type"));
        if (boundary == null) {
            throw S3Error.PRECONDITION_FAILED
                    .exception()
                    .with("Condition", "Bucket POST must be of the enclosure-type multipart/form-data");
        }
        return new Input(boundary, BodyDeclaration.parse(fields).length());
    }

    @Override
    public S3Action action(Input input) {
        return S3Action.PUT_OBJECT;
    }

    @Override
    public Response execute(Input input, BucketCall call) {
        String bucket = call.bucket().name();
        MultipartForm multipart = new MultipartForm(call.http().body(), input.boundary());
        UploadForm form = UploadForm.read(multipart);
        ObjectKey key = form.key();
        FormPolicies.Permit permit = policies.require(bucket, form.fields());
        Fields fields = form.asRequest(bucket, key, input.length());
        ObjectCall upload =
                door.enter(call.as(permit.requester(), fields), bucket, null).about(key);
        upload.access().require(S3Action.PUT_OBJECT, key, null);

        PutObject.Input described = put.parse(fields);
        StoredObject object = put.store(described, upload, file(multipart, permit.length(), described.body()));
        Headers headers = put.describe(upload, object);
        return SuccessAction.in(form.fields())
                .answer(call.http(), bucket, key.value(), String.valueOf(headers.first("ETag")), headers);
    }

    private static BodyIntake file(MultipartForm form, LengthRange range, BodyDeclaration declaration) {
        return new BodyIntake(
                new FormPayload(
                        form,
                        length -> {
                            range.requireNotAbove(length);
                            BodyDeclaration.requireUploadable(length);
                        },
                        range::require),
                declaration);
    }
}
