package io.casgate.gateway.s3.operation.object;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.dedup.ContentReader;
import io.casgate.dedup.DedupStore;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.http.ResponseBody;
import io.casgate.gateway.lifecycle.LifecycleHeaders;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.ReadOptions;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads an object, or a range or part of it. */
public final class GetObject implements ObjectOperation<ReadOptions> {
    private final DedupStore dedup;
    private final ObjectReader objects;

    public GetObject(Catalog catalog, DedupStore dedup, LifecycleHeaders lifecycle) {
        this.dedup = dedup;
        this.objects = new ObjectReader(catalog, dedup, lifecycle);
    }

    @Override
    public ReadOptions parse(Fields fields) {
        return ReadOptions.parse(fields);
    }

    @Override
    public S3Action action(ReadOptions input) {
        return input.version() == null ? S3Action.GET_OBJECT : S3Action.GET_OBJECT_VERSION;
    }

    @Override
    public Response execute(ReadOptions input, ObjectCall call) {
        ObjectReader.Selection selection = objects.select(call, action(input), input);
        long length = selection.range().length();
        if (length == 0) {
            return Response.empty(selection.status(), selection.headers());
        }
        Outgoing body =
                new Outgoing(dedup.read(selection.content(), selection.range().offset(), length));
        return new Response(selection.status(), selection.headers(), new ResponseBody.Stream(length, body));
    }

    /** A stored body as a response's. Its first bytes are there, so that what is not there is answered with an error. */
    private static final class Outgoing implements ResponseBody.Source {
        private final ContentReader reader;
        private @Nullable ByteBuffer first;

        Outgoing(ContentReader reader) {
            this.reader = reader;
            try {
                first = reader.next();
            } catch (RuntimeException e) {
                reader.close();
                throw e;
            }
        }

        @Override
        public @Nullable ByteBuffer next() {
            ByteBuffer bytes = first == null ? reader.next() : first;
            first = null;
            return bytes;
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
