package dev.ecommercestack.gateway.filter;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The networks of the proxies whose X-Forwarded headers are used. */
final class TrustedProxies {
  private final List<Network> networks;

  private TrustedProxies(List<Network> networks) {
    this.networks = networks;
  }

  /**
   * Parses networks in CIDR notation.
   *
   * @param cidrs networks or addresses, for example {@code 10.0.0.0/8}, {@code fd00::/8}, {@code
   *     192.0.2.7}
   * @throws IllegalArgumentException when an entry is not a network
   */
  static TrustedProxies of(List<String> cidrs) {
    return new TrustedProxies(cidrs.stream().map(Network::parse).toList());
  }

  /**
   * Returns whether a trusted proxy has this address.
   *
   * @param address an IP address; another text is in no network
   */
  boolean contains(String address) {
    byte[] bytes = bytes(address);
    return bytes != null && networks.stream().anyMatch(network -> network.contains(bytes));
  }

  /**
   * Returns the address of the client: the first in the chain of proxies, seen from the gateway,
   * that is no trusted proxy.
   *
   * @param remoteAddress the address that the request came from, a trusted proxy
   * @param forwardedFor the values of X-Forwarded-For; null without the header
   */
  String clientAddress(String remoteAddress, @Nullable List<String> forwardedFor) {
    List<String> hops = new ArrayList<>();
    if (forwardedFor != null) {
      forwardedFor.forEach(value -> hops.addAll(Arrays.asList(value.split(",", -1))));
    }
    String client = remoteAddress;
    for (String hop : hops.reversed()) {
      String address = hop.strip();
      if (bytes(address) == null) {
        return client;
      }
      client = address;
      if (!contains(address)) {
        return client;
      }
    }
    return client;
  }

  private static byte @Nullable [] bytes(String address) {
    try {
      return InetAddress.ofLiteral(address).getAddress();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private record Network(byte[] address, int bits) {
    static Network parse(String cidr) {
      int slash = cidr.indexOf('/');
      byte[] address = bytes(slash < 0 ? cidr : cidr.substring(0, slash));
      try {
        if (address != null) {
          int all = address.length * Byte.SIZE;
          int bits = slash < 0 ? all : Integer.parseInt(cidr.substring(slash + 1));
          if (bits >= 0 && bits <= all) {
            return new Network(address, bits);
          }
        }
      } catch (NumberFormatException e) {
        // Reported below.
      }
      throw new IllegalArgumentException(
          "gateway.trusted-proxies has '%s': write networks such as 10.0.0.0/8".formatted(cidr));
    }

    boolean contains(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % Byte.SIZE);
        if ((address[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
