package dev.ecommercestack.gateway.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** What stands for one client that has no login. */
final class Subscriber {
  /**
   * Bits of an IPv6 address by which a provider tells its customers apart; each chooses the others
   * at will (RFC 4291, section 2.5.1; RFC 6177).
   */
  private static final int IPV6_BITS = 64;

  private Subscriber() {}

  /**
   * Returns an IPv4 address as it is, and the network of an IPv6 address.
   *
   * @param address what need not be an address is returned as it is
   */
  static String of(String address) {
    try {
      if (!(InetAddress.ofLiteral(address) instanceof Inet6Address six)) {
        return address;
      }
      byte[] network = Arrays.copyOf(six.getAddress(), IPV6_BITS / Byte.SIZE);
      return InetAddress.getByAddress(Arrays.copyOf(network, 16)).getHostAddress()
          + "/"
          + IPV6_BITS;
    } catch (IllegalArgumentException | UnknownHostException e) {
      return address;
    }
  }
}
