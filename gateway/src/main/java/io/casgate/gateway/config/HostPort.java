package io.casgate.gateway.config;

import java.net.InetSocketAddress;

/** HOST:PORT, HOST or [V6]:PORT as people write them. */
final class HostPort {
    private HostPort() {}

    /** With {@code defaultPort} where none is given; resolved, which asks the name service. */
    static InetSocketAddress parse(String key, String text, int defaultPort) {
        int colon = text.lastIndexOf(':');
        boolean bareV6 = text.indexOf(':') != colon && !text.startsWith("[");
        boolean bare = colon < 0 || text.endsWith("]") || bareV6;
        String host = bare ? text : text.substring(0, colon);
        InetSocketAddress address =
                new InetSocketAddress(withoutBrackets(host), bare ? defaultPort : port(key, text, colon));
        if (address.isUnresolved()) {
            throw new ConfigurationException("The host in " + key + " = " + text + " is not known.");
        }
        return address;
    }

    private static int port(String key, String text, int colon) {
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // The sentence below says it.
        }
        throw new ConfigurationException("The port in " + key + " = " + text + " is not a number from 0 to 65535.");
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
