package io.casgate.work;

import java.time.Duration;

/**
 * How gateways share work.
 *
 * @param lease for how long an item is taken; its holder renews that while it works. When a gateway dies, another goes on
 *     with its work after this time
 * @param clockSkew by how much the gateways' clocks may differ: for so much longer the others keep away from an item
 */
public record WorkSettings(Duration lease, Duration clockSkew) {
    public WorkSettings {
        if (lease.isNegative() || lease.isZero() || clockSkew.isNegative()) {
            throw new IllegalArgumentException("Leases of " + lease + " with clocks that differ by " + clockSkew);
        }
    }
}
