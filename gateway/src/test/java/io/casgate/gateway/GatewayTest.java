package io.casgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:9000",
        "localhost, http://localhost:9000",
        "0.0.0.0, http://127.0.0.1:9000",
        "::, http://[::1]:9000"
    })
    void announcesWhereAClientCanConnect(String listen, String announced) {
        assertThat(Gateway.uri("http", new InetSocketAddress(listen, 0), 9000)).hasToString(announced);
    }
}
