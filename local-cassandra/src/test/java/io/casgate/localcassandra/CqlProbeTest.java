package io.casgate.localcassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CqlProbeTest {
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
    }

    @AfterEach
    void stopListening() throws IOException {
        server.close();
    }

    @Test
    void recognisesTheAnswerOfCassandra() {
        answer(new byte[] {(byte) 0x84, 0, 0, 0, 0x06, 0, 0, 0, 0});

        assertThat(ask()).isEqualTo(CqlProbe.Answer.READY);
    }

    @Test
    void anErrorFrameIsARefusal() {
        answer(new byte[] {(byte) 0x84, 0, 0, 0, 0x00, 0, 0, 0, 0});

        assertThat(ask()).isEqualTo(CqlProbe.Answer.REFUSED);
    }

    @Test
    void anotherProtocolIsARefusal() {
        answer("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(ask()).isEqualTo(CqlProbe.Answer.REFUSED);
    }

    @Test
    void aListenerThatSaysNothingIsSilent() {
        assertThat(ask()).isEqualTo(CqlProbe.Answer.SILENT);
    }

    @Test
    void nobodyListeningIsARefusal() throws IOException {
        server.close();

        assertThat(ask()).isEqualTo(CqlProbe.Answer.REFUSED);
    }

    private CqlProbe.Answer ask() {
        return CqlProbe.ask((InetSocketAddress) server.getLocalSocketAddress(), Duration.ofMillis(500));
    }

    private void answer(byte[] bytes) {
        Thread.ofVirtual().start(() -> {
            try (Socket client = server.accept()) {
                client.getInputStream().readNBytes(9);
                client.getOutputStream().write(bytes);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}
