package io.casgate.gateway.digest;

/**
 * Arithmetic on polynomials over GF(2) modulo that of a CRC, in the reflected form that CRCs are computed in: the lowest
 * bit is the highest power. Serves to join the CRCs of pieces without their bytes: the CRC of A followed by B is that of
 * A times x to the number of B's bits, plus that of B, when the CRC begins and ends with all bits inverted.
 *
 * @see <a href="https://github.com/madler/zlib/blob/develop/crc32.c">zlib's crc32_combine, whose idea this is</a>
 */
final class CrcPolynomial {
    static final CrcPolynomial CRC32 = new CrcPolynomial(32, 0xEDB88320L);
    static final CrcPolynomial CRC32C = new CrcPolynomial(32, 0x82F63B78L);
    static final CrcPolynomial CRC64NVME = new CrcPolynomial(64, 0x9A6C9329AC4BC9B5L);

    /** The polynomial 1. */
    private final long one;

    private final long modulus;

    private CrcPolynomial(int degree, long modulus) {
        this.one = 1L << (degree - 1);
        this.modulus = modulus;
    }

    /** The CRC of some bytes followed by {@code secondLength} others, from the CRCs of both. */
    long combine(long first, long second, long secondLength) {
        return multiply(first, timesBytes(secondLength)) ^ second;
    }

    /** A CRC register, not inverted, after one more bit. */
    long timesX(long a) {
        return (a & 1) == 0 ? a >>> 1 : (a >>> 1) ^ modulus;
    }

    /** x to the power of {@code 8 * count}. */
    private long timesBytes(long count) {
        long power = one >>> 8;
        long product = one;
        for (long bits = count; bits != 0; bits >>>= 1) {
            if ((bits & 1) != 0) {
                product = multiply(product, power);
            }
            power = multiply(power, power);
        }
        return product;
    }

    private long multiply(long a, long b) {
        long product = 0;
        long shifted = b;
        for (long bit = one; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= shifted;
            }
            shifted = timesX(shifted);
        }
        return product;
    }
}
