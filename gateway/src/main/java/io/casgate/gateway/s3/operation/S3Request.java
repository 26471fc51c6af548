package io.casgate.gateway.s3.operation;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.ObjectKey;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.request.Fields;

/** An operation and its input: a request of which everything is known but who sent it. */
public sealed interface S3Request {
    Operation<?> operation();

    /** What {@link Operation#parse} was given. */
    Fields fields();

    /** What {@link Operation#parse} read. */
    Object input();

    /** What the requester must be allowed to do. */
    S3Action action();

    /** About the service as a whole, or about a bucket that need not exist. */
    record OfService<I>(ServiceOperation<I> operation, Fields fields, I input) implements S3Request {
        @Override
        public S3Action action() {
            return operation.action();
        }

        public Response execute(Call call) {
            return operation.execute(input, call);
        }
    }

    /** About a bucket. */
    record OfBucket<I>(BucketOperation<I> operation, Fields fields, String bucket, I input) implements S3Request {
        @Override
        public S3Action action() {
            return operation.action(input);
        }

        public Response execute(BucketCall call) {
            S3Action action = action();
            if (action.target() == S3Action.Target.BUCKET) {
                call.access().require(action);
            }
            return operation.execute(input, call);
        }
    }

    /** About a key. */
    record OfObject<I>(ObjectOperation<I> operation, Fields fields, String bucket, ObjectKey key, I input)
            implements S3Request {
        @Override
        public S3Action action() {
            return operation.action(input);
        }

        public Response execute(BucketCall call) {
            S3Action action = action();
            if (action.target() == S3Action.Target.KEY) {
                call.access().require(action, key, fields.versionId());
            }
            return operation.execute(input, new ObjectCall(call, key));
        }
    }
}
