package dev.ecommercestack.user.login;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The network of a client: the addresses between which one attacker can switch at little cost.
 *
 * @param value the first address and the prefix length, such as {@code 203.0.113.0/24}; a text that
 *     is not an address is not changed
 * @param isPublic false for private addresses, which are those of a node, of a proxy with all
 *     clients behind it, or of a client inside the company
 */
record ClientNetwork(String value, boolean isPublic) {
  private static final int IPV4_BITS = 24;

  /** The largest assignment of one site (RFC 6177); with a longer prefix it has many networks. */
  private static final int IPV6_BITS = 48;

  /**
   * Returns the network of an address.
   *
   * @param address an IPv4 or IPv6 address; another text is a network of its own
   */
  static ClientNetwork of(String address) {
    try {
      InetAddress client = InetAddress.ofLiteral(address);
      byte[] bytes = client.getAddress();
      int bits = client instanceof Inet6Address ? IPV6_BITS : IPV4_BITS;
      byte[] first = Arrays.copyOf(Arrays.copyOf(bytes, bits / Byte.SIZE), bytes.length);
      String value = InetAddress.getByAddress(first).getHostAddress() + "/" + bits;
      return new ClientNetwork(value, !isPrivate(client, bytes));
    } catch (IllegalArgumentException | UnknownHostException e) {
      return new ClientNetwork(address, false);
    }
  }

  private static boolean isPrivate(InetAddress client, byte[] bytes) {
    return client.isSiteLocalAddress()
        || client.isLoopbackAddress()
        || client.isLinkLocalAddress()
        || client.isAnyLocalAddress()
        || (client instanceof Inet6Address
            // fc00::/7 (RFC 4193) and 100.64.0.0/10 (RFC 6598), which Java does not know.
            ? (bytes[0] & 0xfe) == 0xfc
            : bytes[0] == 100 && (bytes[1] & 0xc0) == 64);
  }
}
