package io.casgate.gateway.s3;

import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Request;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.http.ResponseBody;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.error.S3Failures;
import io.casgate.gateway.s3.xml.XmlWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders failures as S3 errors. What is this gateway's own failure is logged here, once, and nowhere else. */
public final class ErrorResponses {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);

    private final String hostId;

    /** Errors that tell {@code hostId} as the HostId: any text that finds this process. */
    public ErrorResponses(String hostId) {
        this.hostId = hostId;
    }

    /** The answer to a request that failed of {@code failure}. */
    public Response render(Request request, RuntimeException failure) {
        return render(request.id(), request.rawPath(), describe(request, failure));
    }

    /** What the client is told of the failure, in whatever form. */
    public S3Exception describe(Request request, RuntimeException failure) {
        S3Exception described = S3Failures.describe(failure);
        log(request, described, failure);
        return described;
    }

    public String hostId() {
        return hostId;
    }

    /** As {@code described}, without more to log. */
    Response render(String requestId, String resource, S3Exception described) {
        Headers.Builder headers = Headers.builder().add("x-amz-id-2", hostId);
        described.headers().forEach(headers::add);
        headers.add("Content-Type", "application/xml");
        return new Response(
                described.error().status(),
                headers.build(),
                new ResponseBody.Bytes(document(requestId, resource, described).toBytes()));
    }

    private XmlWriter document(String requestId, String resource, S3Exception described) {
        XmlWriter xml = XmlWriter.plainDocument("Error")
                .element("Code", described.error().code())
                .element("Message", described.message());
        described.details().forEach(xml::element);
        return xml.element("Resource", resource).element("RequestId", requestId).element("HostId", hostId);
    }

    private static void log(Request request, S3Exception described, RuntimeException failure) {
        if (described.error() == S3Error.SLOW_DOWN) {
            LOG.warn("{} {} {}: {}", request.id(), request.method(), request.rawPath(), failure.getMessage());
        } else if (described.error() == S3Error.INTERNAL_ERROR) {
            LOG.error("{} {} {} failed", request.id(), request.method(), request.rawPath(), failure);
        }
    }
}
