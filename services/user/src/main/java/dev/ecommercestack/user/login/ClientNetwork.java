package dev.ecommercestack.user.login;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The network of a client: addresses among which one attacker can change at little cost.
 *
 * @param value its first address and length, such as {@code 203.0.113.0/24}; what is no address as
 *     it is
 * @param isPublic false for private addresses: they are those of a node or a proxy, with all
 *     clients behind it, or of a client inside the company
 */
record ClientNetwork(String value, boolean isPublic) {
  private static final int IPV4_BITS = 24;

  /** What one site gets at most (RFC 6177): a shorter prefix lets it choose among networks. */
  private static final int IPV6_BITS = 48;

  /**
   * Returns the network of an address.
   *
   * @param address IPv4 or IPv6; other text is a network of its own
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
