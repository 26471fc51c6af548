package io.casgate.auth.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.fuzz.FuzzTarget;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** A block and an address, separated by a space: whether one has the other in it, by arithmetic on whole numbers. */
class CidrFuzzTest implements FuzzTarget {
    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "192.0.2.0/24 192.0.2.77",
                        "2001:db8::/32 2001:db8:0:0:8:800:200c:417a",
                        "::ffff:192.0.2.1 192.0.2.1",
                        "0.0.0.0/0 255.255.255.255",
                        "::/0 fe80::1",
                        "10.0.0.1/32 010.0.0.1")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    @Override
    public List<String> words() {
        return List.of(
                "::", "/0", "/32", "/33", "/128", "/129", "%eth0", "256", "0x7f", "::ffff:", "[", " ", ".", "1.");
    }

    @Override
    public void check(byte[] input) {
        String[] pieces = new String(input, StandardCharsets.ISO_8859_1).split(" ", 2);
        Cidr block;
        try {
            block = Cidr.parse(pieces[0]);
        } catch (IllegalArgumentException e) {
            return;
        }
        assertThat(block.contains(block.network().getHostAddress())).isTrue();
        String address = pieces[pieces.length - 1];
        assertThat(block.contains(address)).isEqualTo(shares(block, address));
    }

    private static boolean shares(Cidr block, String text) {
        Cidr address;
        try {
            address = Cidr.parse(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
        byte[] network = block.network().getAddress();
        int free = 8 * network.length - block.prefix();
        return !text.contains("/")
                && network.length == address.network().getAddress().length
                && number(network)
                        .shiftRight(free)
                        .equals(number(address.network().getAddress()).shiftRight(free));
    }

    private static BigInteger number(byte[] octets) {
        return new BigInteger(1, octets);
    }
}
