package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.CommandLine;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.Keys;
import io.casgate.it.gateway.SharedGateway;
import io.casgate.it.gateway.TlsGateway;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Programs in the languages of AWS's SDKs (src/test/clients): objects, transfers in parts and as streams, listings,
 * presigned URLs, removal. Over TLS too, where some of them move the checksum to a trailer.
 */
@ExtendWith(SharedGateway.class)
class SdkWalkTest {
    /** The commands are those that .ci/run makes. */
    enum Program {
        PYTHON,
        PYTHON_BEFORE_DEFAULT_CHECKSUMS,
        JAVASCRIPT,
        GO;

        List<String> command() {
            return switch (this) {
                case PYTHON -> List.of("python-boto3-current", source("python/walk.py"));
                case PYTHON_BEFORE_DEFAULT_CHECKSUMS -> List.of("python-boto3-1.26", source("python/walk.py"));
                case JAVASCRIPT -> List.of("node-aws-sdk", source("javascript/walk.js"));
                case GO -> List.of("go", "-C", source("go"), "run", ".");
            };
        }

        private static String source(String name) {
            return Path.of("src/test/clients", name).toAbsolutePath().toString();
        }
    }

    @ParameterizedTest
    @EnumSource
    void overHttp(Program program, Gateway gateway) {
        walk(program, gateway.endpoint(), Map.of());
    }

    @ParameterizedTest
    @EnumSource
    void overTls(Program program, TlsGateway gateway) {
        String certificate = gateway.certificate().toString();
        walk(
                program,
                gateway.endpoint(),
                Map.of("AWS_CA_BUNDLE", certificate, "NODE_EXTRA_CA_CERTS", certificate, "SSL_CERT_FILE", certificate));
    }

    private static void walk(Program program, URI endpoint, Map<String, String> trust) {
        Map<String, String> environment = new HashMap<>(trust);
        environment.put("AWS_ACCESS_KEY_ID", Keys.ROOT.accessKey());
        environment.put("AWS_SECRET_ACCESS_KEY", Keys.ROOT.secretKey());
        assertThat(new CommandLine(program.command(), environment).run(endpoint.toString(), Buckets.freshName("walk")))
                .contains("walked");
    }
}
