package io.casgate.localcassandra;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Asks whether something speaks CQL at an address, without a driver: the OPTIONS request of the native protocol, which
 * needs no session and is answered with SUPPORTED.
 *
 * @see <a href="https://github.com/apache/cassandra/blob/trunk/doc/native_protocol_v4.spec">native protocol v4</a>
 */
final class CqlProbe {
    /** Version 4, no flags, stream 0, opcode OPTIONS, no body. */
    private static final byte[] OPTIONS = {0x04, 0, 0, 0, 0x05, 0, 0, 0, 0};

    private static final int VERSION_4_RESPONSE = 0x84;
    private static final int SUPPORTED = 0x06;

    /** What came back. */
    enum Answer {
        READY,
        /** Nobody listens, or the listener does not speak CQL. */
        REFUSED,
        /** Somebody listens and said nothing in time. */
        SILENT
    }

    private CqlProbe() {}

    static Answer ask(InetSocketAddress address, Duration timeout) {
        int millis = Math.toIntExact(timeout.toMillis());
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(millis);
            socket.connect(address, millis);
            socket.getOutputStream().write(OPTIONS);
            return readAnswer(new DataInputStream(socket.getInputStream()));
        } catch (SocketTimeoutException e) {
            return Answer.SILENT;
        } catch (IOException e) {
            return Answer.REFUSED;
        }
    }

    private static Answer readAnswer(DataInputStream in) throws IOException {
        int version = in.readUnsignedByte();
        in.skipNBytes(3);
        int opcode = in.readUnsignedByte();
        return version == VERSION_4_RESPONSE && opcode == SUPPORTED ? Answer.READY : Answer.REFUSED;
    }
}
