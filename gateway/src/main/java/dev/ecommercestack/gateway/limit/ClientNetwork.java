package dev.ecommercestack.gateway.limit;

import dev.ecommercestack.gateway.request.ClientConnection;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.springframework.web.server.ServerWebExchange;

/** The network of a client, for which requests and streams are counted. */
final class ClientNetwork {
  /**
   * The bits of an IPv6 address that a provider assigns to a customer. The customer chooses the
   * other bits (RFC 4291, section 2.5.1; RFC 6177).
   */
  private static final int IPV6_PREFIX_BITS = 64;

  private ClientNetwork() {}

  /** Returns the network of the client of a request. */
  static String of(ServerWebExchange exchange) {
    return of(ClientConnection.of(exchange).address());
  }

  /**
   * Returns the /64 network of an IPv6 address, and any other text unchanged.
   *
   * @param address the IP address of the client; {@code unknown} if there is none
   */
  static String of(String address) {
    try {
      if (!(InetAddress.ofLiteral(address) instanceof Inet6Address ipv6)) {
        return address;
      }
      byte[] prefix = Arrays.copyOf(ipv6.getAddress(), IPV6_PREFIX_BITS / Byte.SIZE);
      return InetAddress.getByAddress(Arrays.copyOf(prefix, 16)).getHostAddress()
          + "/"
          + IPV6_PREFIX_BITS;
    } catch (IllegalArgumentException | UnknownHostException e) {
      return address;
    }
  }
}
