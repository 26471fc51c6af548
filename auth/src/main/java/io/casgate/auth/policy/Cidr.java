package io.casgate.auth.policy;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A block of IPv4 or IPv6 addresses; an IPv6 address that maps an IPv4 address is that IPv4 address. Immutable.
 *
 * @param prefix how many leading bits all addresses share
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4632">RFC 4632</a>
 */
record Cidr(InetAddress network, int prefix) {
    private static final Pattern DOTTED = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");

    /** @throws IllegalArgumentException when this is neither an address nor a block */
    static Cidr parse(String text) {
        int slash = text.indexOf('/');
        InetAddress network = address(slash < 0 ? text : text.substring(0, slash));
        if (network == null) {
            throw new IllegalArgumentException("Not an address: " + text);
        }
        int bits = 8 * network.getAddress().length;
        if (slash < 0) {
            return new Cidr(network, bits);
        }
        String prefix = text.substring(slash + 1);
        if (!PREFIX.matcher(prefix).matches() || Integer.parseInt(prefix) > bits) {
            throw new IllegalArgumentException("Not a block of addresses: " + text);
        }
        return new Cidr(network, Integer.parseInt(prefix));
    }

    /** @param address something else than an address is in no block */
    boolean contains(String address) {
        InetAddress other = address(address);
        return other != null && contains(other, prefix);
    }

    boolean contains(Cidr block) {
        return block.prefix >= prefix && contains(block.network, prefix);
    }

    boolean isIpv4() {
        return network instanceof Inet4Address;
    }

    private boolean contains(InetAddress other, int bits) {
        byte[] mine = network.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((mine[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable InetAddress address(String text) {
        try {
            if (DOTTED.matcher(text).matches()) {
                return Inet4Address.ofLiteral(text);
            }
            boolean ipv6 = text.indexOf(':') >= 0 && HEXADECIMAL.matcher(text).matches();
            return ipv6 ? Inet6Address.ofLiteral(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
