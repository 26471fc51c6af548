package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.auth.SigV4Signer;
import io.casgate.auth.SignedRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Accept-Encoding and the port of Host are rewritten by proxies, after the client signed them. */
class P11SignedHeadersThatProxiesChangeTest extends ProblemTest {
    @Test
    void problem11_acceptEncodingMayArriveChanged() throws IOException {
        assertThat(sendChanged(Map.of("accept-encoding", "identity"), "accept-encoding", "gzip, br"))
                .isEqualTo(200);
    }

    @Test
    void problem11_thePortOfTheHostMayBeLost() throws IOException {
        String name = gateway.endpoint().getHost();
        SignedRequest signed =
                s3.raw().sign("GET", s3.target(""), SigV4Signer.UNSIGNED_PAYLOAD, Map.of("x-forwarded-port", port()));
        assertThat(send(signed, "host", name)).isEqualTo(200);
    }

    @Test
    void problem11_everythingElseCounts() throws IOException {
        assertThat(sendChanged(Map.of("x-amz-meta-a", "signed"), "x-amz-meta-a", "changed"))
                .isEqualTo(403);
        SignedRequest signed = s3.raw().sign("GET", s3.target(""), SigV4Signer.UNSIGNED_PAYLOAD, Map.of());
        assertThat(send(signed, "host", "localhost:" + port())).isEqualTo(403);
    }

    private int sendChanged(Map<String, String> headers, String name, String value) throws IOException {
        return send(s3.raw().sign("GET", s3.target(""), SigV4Signer.UNSIGNED_PAYLOAD, headers), name, value);
    }

    private int send(SignedRequest signed, String name, String value) throws IOException {
        Map<String, List<String>> headers = new HashMap<>(signed.headers());
        headers.put(name, List.of(value));
        s3.raw().send(new SignedRequest(signed.method(), signed.rawPath(), signed.rawQuery(), headers));
        return s3.raw().answer().status();
    }

    private String port() {
        return Integer.toString(gateway.endpoint().getPort());
    }
}
