package io.ripeline.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// Where requests come from, as far as they are counted together: an address of IPv4, or the network of an address of
/// IPv6, of which one machine has as many as it likes.
final class Origin {

    private static final int NETWORK_BYTES = 8;

    private Origin() {}

    /// @param address as the container tells it, never a name to look up
    static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES)) + "/64"
                    : InetAddress.ofLiteral(address).getHostAddress();
        } catch (IllegalArgumentException nonsense) {
            return address;
        }
    }
}
